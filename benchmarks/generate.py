"""An invented negotiation of any size as Turtle, in the encoding of a dossier; the same for the same seed.

    python benchmarks/generate.py TRIPLES [-o FILE] [--seed N]

A few parties hold most positions and a few issues draw most of them (Zipf's law, exponents 1 and 0.8).
Issues are part of sections and these of chapters. On an issue a party may speak several times; its last
position is current, the earlier ones are superseded. Every position has its statement and its passage.
Written issue by issue: memory grows with the parties and the number of issues, not with the positions.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TextIO

SEED = 20250519
TRIPLES_A_POSITION = 25.7  # measured, agenda included; the sizes asked for are met within 3 %
PER_ISSUE, PER_SECTION, SECTIONS_A_CHAPTER = 25, 8, 6
POSITIONS_A_DOCUMENT = 40

_PREFIXES = {
    "neg": "https://w3id.org/detente/ns#",
    "code": "https://w3id.org/detente/code/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
}
BASE = "https://w3id.org/detente/dossier/invented/"
_OWN = (
    *("party", "issue", "option", "position", "condition"),
    *("document", "passage", "statement"),
)
_ACTS = {
    "demand": 30,
    "propose": 14,
    "offer": 8,
    "accept": 14,
    "commit": 5,
    "concede": 2,
    "refuse": 18,
    "warn": 4,
    "withhold": 5,
}
_SILENT = "withhold"
_FIRMNESS = {"insisted": 20, "stated": 55, "open": 15, "hinted": 9, "red-line": 1}
_MODES = {"direct-quote": 30, "indirect": 50, "narrator": 20}
_WORDS = """
    the parties a ceasefire talks on withdrawal of forces under observation within thirty days
    guarantees for the border an exchange of prisoners without conditions customs and tariffs
    access to ports funds for reconstruction an election monitors from third states a corridor
""".split()  # noqa: SIM905 - easier to read than a list
_FIRST_DAY = date(2021, 1, 1)
_DAYS = 1_600


def _weights(number: int, exponent: float) -> list[float]:
    """How likely each of ``number`` ranks is by Zipf's law, summed up."""
    return list(accumulate(1 / rank**exponent for rank in range(1, number + 1)))


class Talks:
    """The talks of about ``triples`` triples, one block of Turtle at a time."""

    def __init__(self, triples: int, seed: int = SEED) -> None:
        self._chance = Random(f"{seed}/{triples}")  # noqa: S311 - a benchmark needs no secrets
        self.positions = max(20, round(triples / TRIPLES_A_POSITION))
        self.issues = max(6, self.positions // PER_ISSUE)
        self.parties = min(400, max(8, round(self.positions**0.45)))
        self.triples = 0
        self._said = 0
        self._offset = 0
        self._document = ""
        self._party_weights = _weights(self.parties, 1.0)

    def blocks(self) -> Iterator[str]:
        """The whole document."""
        heads = {**_PREFIXES, "": BASE, **{kind: f"{BASE}{kind}/" for kind in _OWN}}
        yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in heads.items())
        yield self._of(":negotiation", "a neg:Negotiation", 'rdfs:label "Invented talks"@en')
        for party in range(self.parties):
            label = f'rdfs:label "Party {party}"@en'
            yield self._of(f"party:p{party}", "a neg:Party", f'dct:identifier "p{party}"', label)
        yield from self._groups()
        for issue, number in enumerate(self._shares()):
            yield from self._issue(issue, number)

    def _of(self, subject: str, *says: str) -> str:
        self.triples += len(says)
        return f"{subject} {' ; '.join(says)} .\n"

    def _shares(self) -> list[int]:
        """How many positions each issue draws; the ranks stand in a random order."""
        weights = _weights(self.issues, 0.8)
        total, shares, given = weights[-1], [], 0
        for weight in weights:
            upto = round(self.positions * weight / total)
            shares.append(upto - given)
            given = upto
        self._chance.shuffle(shares)
        return shares

    def _groups(self) -> Iterator[str]:
        sections = -(-self.issues // PER_SECTION)
        for chapter in range(-(-sections // SECTIONS_A_CHAPTER)):
            yield self._topic(f"chapter-{chapter}", f"chapter {chapter}", "")
        for section in range(sections):
            above = f"chapter-{section // SECTIONS_A_CHAPTER}"
            yield self._topic(f"section-{section}", f"section {section}", above)

    def _topic(self, name: str, label: str, above: str) -> str:
        return self._of(
            f"issue:{name}",
            "a neg:Issue",
            f'dct:identifier "{name}"',
            f'rdfs:label "{label.capitalize()}"@en',
            f'skos:prefLabel "What is agreed on {label}?"@en',
            "neg:inNegotiation :negotiation",
            "neg:scale code:nominal",
            *([f"skos:broader issue:{above}"] if above else ()),
        )

    def _issue(self, issue: int, number: int) -> Iterator[str]:
        name = f"i{issue}"
        yield self._topic(name, f"matter {issue}", f"section-{issue // PER_SECTION}")
        options = [f"{name}-o{place}" for place in range(self._chance.randint(2, 5))]
        for place, option in enumerate(options):
            performer = self._chance.randrange(self.parties)
            yield self._of(
                f"option:{option}",
                "a neg:Option",
                f'dct:identifier "{option}"',
                f'rdfs:label "{self._words(4).capitalize()} ({option})"@en',
                f"neg:optionOf issue:{name}",
                f"neg:performer party:p{performer}",
                *([f"neg:incompatibleWith option:{options[place - 1]}"] if place == 1 else ()),
            )
        yield from self._positions(name, options, number)

    def _positions(self, issue: str, options: list[str], number: int) -> Iterator[str]:
        chance = self._chance
        holders = chance.choices(range(self.parties), cum_weights=self._party_weights, k=number)
        acts = chance.choices(list(_ACTS), list(_ACTS.values()), k=number)
        last = {holder: place for place, holder in enumerate(holders)}
        days = sorted(chance.randrange(_DAYS) for _ in range(number))
        earlier: dict[int, str] = {}
        for place, holder in enumerate(holders):
            name = f"{issue}-{place}"
            statement, passage = self._evidence(holder)
            yield from statement
            option = chance.choice(options[:2] * 3 + options)
            says = [
                "a neg:Position",
                f'dct:identifier "{name}"',
                f'rdfs:label "Party {holder}: {acts[place]} – {option}"@en',
                f"neg:holder party:p{holder}",
                f"neg:onIssue issue:{issue}",
                f"neg:act code:{acts[place]}",
                f"neg:status code:{'current' if last[holder] == place else 'superseded'}",
                f'neg:validFrom "{_FIRST_DAY + timedelta(days[place])}"^^xsd:date',
                f'neg:confidence "{chance.choice(("0.8", "0.9", "0.95"))}"^^xsd:decimal',
                f"neg:passage passage:{passage}",
                f"neg:evidencedBy statement:{passage}-s",
            ]
            if acts[place] != _SILENT:
                firmness = chance.choices(list(_FIRMNESS), list(_FIRMNESS.values()))[0]
                says += [f"neg:option option:{option}", f"neg:firmness code:{firmness}"]
                if chance.random() < 0.06:
                    says.append(f"neg:subjectTo condition:{name}-c")
                    yield self._condition(f"{name}-c", options, passage)
            if holder in earlier:
                says.append(f"neg:supersedes position:{earlier[holder]}")
            earlier[holder] = name
            yield self._of(f"position:{name}", *says)

    def _condition(self, name: str, options: list[str], passage: str) -> str:
        return self._of(
            f"condition:{name}",
            "a neg:Condition",
            f'dct:identifier "{name}"',
            f'rdfs:label "If {self._words(5)}"@en',
            f"neg:conditionOption option:{self._chance.choice(options)}",
            f"neg:passage passage:{passage}",
        )

    def _evidence(self, holder: int) -> tuple[list[str], str]:
        """The blocks of a passage and its statement, and the name both share."""
        written = []
        if self._said % POSITIONS_A_DOCUMENT == 0:
            self._offset = 0
            number = self._said // POSITIONS_A_DOCUMENT
            sha256 = hashlib.sha256(f"text {number}".encode()).hexdigest()
            self._document = sha256[:16]
            day = _FIRST_DAY + timedelta(number * 7 % _DAYS)
            written.append(
                self._of(
                    f"document:{self._document}",
                    "a neg:Document",
                    f'dct:identifier "report-{number}.txt"',
                    f'schema:sha256 "{sha256}"',
                    f'schema:name "Report {number}"',
                    f'schema:datePublished "{day}"^^xsd:date',
                )
            )
        quote = f"{self._words(self._chance.randint(6, 16))} ({self._said})"
        start, end = self._offset, self._offset + len(quote)
        self._offset, self._said = end + 70, self._said + 1
        name = f"{self._document}-{start}-{end}"
        written.append(
            self._of(
                f"passage:{name}",
                "a neg:Passage",
                f'oa:exact "{quote}"',
                f'oa:prefix "{self._words(5)} "',
                f'oa:suffix " {self._words(5)}"',
                f"oa:start {start}",
                f"oa:end {end}",
                f"prov:wasQuotedFrom document:{self._document}",
            )
        )
        mode = self._chance.choices(list(_MODES), list(_MODES.values()))[0]
        named = () if mode == "narrator" else (f"neg:speaker party:p{holder}",)
        written.append(
            self._of(
                f"statement:{name}-s",
                "a neg:Statement",
                f"neg:passage passage:{name}",
                f"neg:speechMode code:{mode}",
                *named,
            )
        )
        return written, name

    def _words(self, number: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=number))


def write(triples: int, file: TextIO, seed: int = SEED) -> int:
    """Writes talks of about ``triples`` triples; returns how many they have."""
    talks = Talks(triples, seed)
    file.writelines(talks.blocks())
    return talks.triples


def main() -> None:
    """Writes one file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("triples", type=int)
    parser.add_argument("-o", "--output", type=Path, help="Default: standard output.")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    opened = (
        asked.output.open("w", encoding="utf-8", newline="\n")
        if asked.output
        else nullcontext(sys.stdout)
    )
    with opened as file:
        written = write(asked.triples, file, asked.seed)
    print(f"{written:,} triples", file=sys.stderr)


if __name__ == "__main__":
    main()
