"""Stance networks as files: what they hold, and names that try to break out."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

import detente
from detente.exports.stance_network import matrix_csv, network_graphml
from detente.exports.stance_picture import network_svg
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.statements import Statement, statements_of
from detente.graph.analysis.stance_networks.twomode import two_mode

NASTY = '</text><script>"&\x00,\n'
SAID = [
    Statement("a", "o", "for", quotes=("yes\r\nindeed", NASTY)),
    Statement(NASTY, "o", "against", quotes=("no",)),
    Statement(NASTY, "a", "for"),
]


@pytest.mark.parametrize("make", [one_mode, two_mode])
def test_nasty_names_stay_names(make):
    network = make(counted(SAID))
    read = nx.parse_graphml(network_graphml(network).decode())
    assert read.number_of_edges() == len(network.ties)
    assert {said["weight"] for *_, said in read.edges(data=True)} == {
        t.weight for t in network.ties
    }
    picture = ElementTree.fromstring(network_svg(network))  # noqa: S314 - our own text
    assert len(picture.findall("{http://www.w3.org/2000/svg}line")) == len(network.ties)
    assert not picture.findall(".//{http://www.w3.org/2000/svg}script")
    cells = list(csv.reader(io.StringIO(matrix_csv(network))))
    assert [row[0] for row in cells[1:]] == list(network.rows)
    assert [float(cell) for row in cells[1:] for cell in row[1:]] == [
        weight for row in network.matrix() for weight in row
    ]


@pytest.mark.parametrize("make", [one_mode, two_mode])
def test_nothing_said_is_an_empty_file(make):
    network = make([])
    assert matrix_csv(network) == '""\n'
    assert nx.parse_graphml(network_graphml(network).decode()).number_of_nodes() == 0
    assert "<line" not in network_svg(network)


def test_a_single_party_has_its_place():
    assert network_svg(one_mode(counted(SAID[:1]))).count("<circle") == 1


def test_combine_draws_all_lines_alike():
    said = [Statement("a", "o", "for"), Statement("a", "p", "against")]
    picture = network_svg(two_mode(counted(said), "combine"))
    assert picture.count('stroke-width="2.0"') == 2
    assert picture.count("stroke-dasharray:7") == 1


def test_the_picture_in_the_documentation_is_current():
    """Made by ``detente network -g tramway-strike --kind two-mode --superseded --format svg``."""
    strike = detente.open("tramway-strike")
    network = two_mode(counted(statements_of(strike, superseded=True)))
    picture = Path(__file__).parents[2] / "docs" / "analysis" / "network.svg"
    assert network_svg(network) == picture.read_text(encoding="utf-8")
