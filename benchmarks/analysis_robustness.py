"""How ranges grow with positions and sources: ``python benchmarks/analysis_robustness.py``."""

from time import process_time

import pyoxigraph as ox

from detente.graph.analysis.robustness.methods import trust_of
from detente.graph.graph import Graph
from detente.graph.stores.local import LocalStore

SIZES = ((20, 2), (30, 3), (40, 4), (60, 20), (120, 20), (240, 40))
SHOWN = ("matrix", "network", "linkage", "packages")
MOST = {"packages": 30}  # positions, beyond which a search by itself takes long
BASE = "https://example.org/"
_HEAD = f"""
@prefix neg: <https://w3id.org/detente/ns#> .
@prefix code: <https://w3id.org/detente/code/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix : <{BASE}> .
"""
_FIRMNESS = ("red-line", "insisted", "stated", "open", "hinted")
_POSITION = """
:p{n} a neg:Position ; dct:identifier "p{n}" ; neg:holder :party{party} ; neg:onIssue :i{issue} ;
    neg:act code:{act} ; neg:option :o{issue}-{at} ; neg:firmness code:{firmness} ;
    neg:status code:current ; neg:confidence {confidence} ; neg:evidencedBy :s{n} ; neg:passage :w{n} .
:s{n} a neg:Statement ; neg:passage :w{n} ; neg:speechMode code:narrator .
:w{n} a neg:Passage ; oa:exact "words" ; oa:start {n} ; oa:end {end} ; prov:wasQuotedFrom :d{source} .
"""


def made(positions: int, sources: int) -> Graph:
    """Positions of five parties on an issue for every ten of them, spread over the sources."""
    issues = max(positions // 10, 1)
    agenda = [
        f':i{it} a neg:Issue ; dct:identifier "i{it}" ; neg:scale code:interval .\n'
        + "".join(
            f':o{it}-{at} a neg:Option ; dct:identifier "o{it}-{at}" ; neg:optionOf :i{it} ;'
            f" neg:scaleValue {at} ; neg:performer :party{at} .\n"
            for at in range(3)
        )
        + f":o{it}-0 neg:incompatibleWith :o{it}-1 .\n"
        for it in range(issues)
    ]
    parties = [f':party{it} a neg:Party ; dct:identifier "party{it}" .\n' for it in range(5)]
    text = [_HEAD, ":agenda {", ":n a neg:Negotiation .", *agenda, *parties, "}"]
    for source in range(sources):
        text.append(f':g{source} {{ :d{source} a neg:Document ; dct:identifier "d{source}" .')
        text.append(f':c{source} prov:used :d{source} ; rdfs:label "coder {source % 2}" .')
        text += [
            _POSITION.format(
                n=n,
                end=n + 5,
                source=source,
                party=n % 5,
                issue=n // 5 % issues,
                at=n * 7 % 3,
                act="refuse" if n % 4 == 3 else "demand",
                firmness=_FIRMNESS[n * 3 % 5],
                confidence=0.95 if n % 10 else 0.75,
            )
            for n in range(source, positions, sources)
        ]
        text.append("}")
    quads = tuple(ox.parse("\n".join(text), ox.RdfFormat.TRIG))
    return Graph("made", lambda: LocalStore.in_memory(quads), base=BASE, quads=lambda: quads)


def main() -> None:
    print("seconds of processor time, and how often the figures are worked out")
    print("positions  sources ", *(f"{it:>16}" for it in SHOWN))
    for positions, sources in SIZES:
        graph = made(positions, sources)
        columns = []
        for name in SHOWN:
            if positions > MOST.get(name, positions):
                continue
            start = process_time()
            found = trust_of(graph, name)
            took = process_time() - start
            # once as it is, then without each source and coder, each step, each draw
            times = 1 + len(found.sources) + len(found.coders) + found.steps + found.draws
            columns.append(f"{took:10.1f} {times:5}")
        print(f"{positions:9} {sources:8} ", *columns)


if __name__ == "__main__":
    main()
