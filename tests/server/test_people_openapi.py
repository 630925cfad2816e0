"""The OpenAPI description is valid, and everything in it is there and answers as described."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from serving import Server, serving

from detente.exports import FORMATS
from detente.graph.networks import NETWORKS
from detente.graph.questions import question, question_names
from detente.server.terms import LISTED


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def described(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(server.ask("GET", "/openapi.json").body)
    return found


def test_the_description_is_valid(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()


def test_every_operation_answers_as_described(server: Server, described: dict[str, Any]) -> None:
    ran = 0
    for path, item in described["paths"].items():
        for method, operation in item.items():
            fields = {
                parameter["name"]: _value(server, path, parameter)
                for parameter in operation.get("parameters", [])
            }
            body = "SELECT * { ?x a neg:Party }" if "requestBody" in operation else None
            for target in {path, f"{path}?{urlencode(fields)}" if fields else path}:
                reply = server.ask(method.upper(), target, body=body)
                assert reply.status == 200, (target, reply.text)
                offered = operation["responses"]["200"]["content"]
                assert reply.type in offered, target
                if reply.type.endswith("json"):
                    schema = {
                        **offered[reply.type]["schema"],
                        "components": described["components"],
                    }
                    jsonschema_rs.validate(schema, json.loads(reply.body))
            ran += 1
    lists = 4  # questions, networks, exports, terms
    others = 3  # remarks, health, the description itself
    assert ran == (
        lists + others + len(question_names()) + len(NETWORKS) + len(FORMATS) + len(LISTED)
    )


def _value(server: Server, path: str, parameter: dict[str, Any]) -> str:
    name = parameter["name"]
    if "enum" in parameter["schema"]:
        return str(parameter["schema"]["enum"][0])
    if name in ("since", "until"):
        return "2025"
    if name == "q":
        return "a"
    kind = name
    if path.startswith("/api/questions/"):
        kind = question(path.rpartition("/")[2]).parameter(name).kind
    return str(json.loads(server.ask("GET", f"/api/things/{kind}").body)["things"][0]["id"])


def test_refusals_are_as_described(server: Server, described: dict[str, Any]) -> None:
    schema = {**described["components"]["schemas"]["Problem"]}
    for target in ("/api/questions/no", "/api/networks/no", "/export/no", "/api/things/no"):
        reply = server.ask("GET", target)
        assert reply.type == "application/problem+json"
        jsonschema_rs.validate(schema, json.loads(reply.body))
