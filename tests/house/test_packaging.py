"""The packaging tells of every folder and file: a forgotten one fails here and not at a user's."""

import ast
import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("cli", "exports", "graph", "ontology", "seeds", "server")


@pytest.fixture(scope="module")
def setup_cfg() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def pairs(text: str) -> dict[str, str]:
    return dict(tuple(part.strip() for part in line.split("=", 1)) for line in lines(text))


def folders_with_modules() -> set[str]:
    found = {"detente"}
    for room in ROOMS:
        found |= {
            "detente." + ".".join(path.parent.relative_to(ROOT).parts)
            for path in (ROOT / room).rglob("__init__.py")
        }
    return found


def test_every_folder_with_modules_is_a_listed_package(
    setup_cfg: configparser.ConfigParser,
) -> None:
    assert folders_with_modules() == set(lines(setup_cfg["options"]["packages"]))


def test_every_package_is_mapped_to_its_folder(setup_cfg: configparser.ConfigParser) -> None:
    mapping = pairs(setup_cfg["options"]["package_dir"])
    expected = {
        name: name if name == "detente" else name.removeprefix("detente.").replace(".", "/")
        for name in lines(setup_cfg["options"]["packages"])
    }
    assert expected == mapping


def test_every_data_file_is_in_the_wheel(setup_cfg: configparser.ConfigParser) -> None:
    globs = setup_cfg["options.package_data"]
    folder = pairs(setup_cfg["options"]["package_dir"])
    shipped = {
        path
        for package, patterns in globs.items()
        for pattern in patterns.split(",")
        for path in (ROOT / folder[package]).glob(pattern.strip())
    }
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *ROOMS, "detente"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    data = {
        ROOT / name
        for name in tracked
        if not name.endswith(".py") and Path(name).name != "LICENSE" and (ROOT / name).is_file()
    }
    assert data == shipped & data
    assert data


def test_the_type_checkers_see_each_room() -> None:
    links = {path.name: path.resolve() for path in (ROOT / ".types/detente").iterdir()}
    face = {
        path.name: path for path in (ROOT / "detente").iterdir() if path.suffix in (".py", ".typed")
    }
    assert links == {**{room: ROOT / room for room in ROOMS}, **face}


@pytest.mark.slow
def test_a_wheel_holds_what_the_checkout_holds(tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(copy)], check=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(copy)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert all(name.startswith("detente/") for name in names)
    assert {
        "detente/__init__.py",
        "detente/py.typed",
        "detente/ontology/ontology.ttl",
        "detente/seeds/ru-ua-2025/dossier.yaml",
        "detente/graph/questions/demands.rq",
    } <= names


def test_imports_flow_one_way() -> None:
    order = ["ontology", "seeds", "graph", "exports", "server", "cli"]
    allowed = {
        ("graph/graph.py", "exports")
    }  # Graph.export and its notebook display, said where they stand
    seen = 0
    for room in order:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else []
                )
                for name in names:
                    parts = name.split(".")
                    if parts[0] == "detente" and len(parts) > 1 and parts[1] in order:
                        seen += 1
                        where = path.relative_to(ROOT).as_posix()
                        upward = order.index(parts[1]) > order.index(room)
                        assert not upward or (where, parts[1]) in allowed, f"{where} imports {name}"
    assert seen > 50


def test_the_face_offers_what_it_says() -> None:
    import detente

    assert sorted(detente.__all__) == detente.__all__
    assert {name for name in detente.__all__ if getattr(detente, name) is not None} == set(
        detente.__all__
    )
    assert set(detente._HOMES) == set(detente.__all__)
    with pytest.raises(AttributeError, match="no attribute 'shut'"):
        detente.shut  # noqa: B018


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], ["rdflib", "networkx", "pyvis", "pyoxigraph", "pyshacl", "rich", "yaml"]),
        (
            ["query", "--ask", "demands"],
            ["rdflib", "networkx", "pyvis", "pyshacl", "rich", "rapidfuzz"],
        ),
        (["questions"], ["rdflib", "networkx", "pyvis", "pyshacl", "pyoxigraph"]),
    ],
    ids=["help", "query", "questions"],
)
def test_what_is_not_needed_is_not_loaded(arguments: list[str], unwanted: list[str]) -> None:
    code = (
        f"import sys; sys.argv[1:] = {arguments!r}\n"
        "from detente.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as error:\n    assert not error.code, error.code\n"
        f"print([name for name in {unwanted!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"
