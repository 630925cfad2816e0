"""Section 5: packages to discuss, and for each who would have to move, on what, in whose words.

All sides are treated alike: the smallest sets of positions that would have to move are sought first with
every red line and insisted position kept, then among all positions. How firm a position is says how a
source words it, and nothing of its merits.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from detente.graph.analysis.packages.corrections import Correction, Corrections, corrections
from detente.graph.analysis.packages.kept import judged
from detente.graph.analysis.packages.reading import narrowed, situation_of
from detente.graph.analysis.packages.search import strongest, unrecorded
from detente.graph.analysis.packages.situation import FIRMNESS, Position, Situation
from detente.graph.brief.footing import set_name
from detente.graph.brief.model import ASIDE, Listing, More, Note, Part, Section, Statement
from detente.graph.brief.telling import Telling
from detente.graph.brief.wording import Words, counted, listed, said
from detente.graph.errors import OutsideError

_FIRM = FIRMNESS["insisted"]
_TITLE = "Packages that the record leaves open"
_INTRO = (
    "A package is a combination of options that can be carried out together. That one is listed says nothing "
    "of whether it is right or would be accepted: where a party is not recorded, it has agreed to nothing."
)
_WAYS = (
    "For all other positions to be kept, any one of these would do, the least firmly worded first; "
    "which should is not for a record to say"
)


def packages(telling: Telling) -> Section:
    """Combinations of options, and the positions that stand in their way."""
    return Section("packages", _TITLE, tuple(_Packages(telling).blocks()), _INTRO)


class _Packages:
    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.situation: Situation = narrowed(
            situation_of(telling.graph),
            tuple(sorted(telling.only_issues)),
            tuple(sorted(telling.only_parties)),
        )
        self.quoted: set[str] = set()
        self.judged = judged(self.situation)
        self.firm = [it for it in self.judged if it.rank >= _FIRM]

    def blocks(self) -> Iterator[Listing]:
        telling, most = self.telling, self.telling.limits.packages
        if not self.judged:
            nothing = (
                "No package can be put together: no current position is for or against an option"
            )
            yield Listing((said(nothing, searched=telling.searched),))
            return
        if len(self.judged) > telling.limits.weighed:
            weighed = counted(len(self.judged), "position")
            lead = f"Packages are not searched here among so many positions ({weighed})"
            yield Listing(
                (said(lead, searched="nothing; name issues or parties, or ask detente packages"),)
            )
            return
        try:
            found = corrections(self.situation, most=most + 1)
            stuck = corrections(self.situation, most=most, of=self._firm_ids) if self.firm else None
        except OutsideError as error:
            yield Listing((said(f"Packages were not searched: {error}", searched="nothing"),))
            return
        yield Listing(tuple(self._firm(stuck)))
        sets = list(found.sets[:most])
        if self.firm and stuck and not any(it.moves for it in stuck.sets):
            kept = corrections(self.situation, self._firm_ids, most=1).sets[:1]
            sets = [*sets[: most - 1], *kept] if kept and kept[0] not in sets else sets
        yield from self._ways(sets, self._more(found, len(sets)))

    @property
    def _firm_ids(self) -> list[str]:
        return [it.id for it in self.firm]

    def _firm(self, stuck: Corrections | None) -> Iterator[Statement]:
        if not self.firm:
            nothing = "No position is worded as insisted on or as a red line"
            yield said(nothing, searched=self.telling.searched)
            return
        free = not (stuck and any(it.moves for it in stuck.sets))
        number, are = counted(len(self.firm), "position"), "is" if len(self.firm) == 1 else "are"
        kept = "it can be kept" if len(self.firm) == 1 else "all of them can be kept together"
        lead = f"{number} {are} worded as insisted on or as a red line; "
        yield said(
            lead, kept if free else "they cannot all be kept together", ": ", self._named(self.firm)
        )
        parties = {it.party for it in self.firm}
        if len(parties) == 1 and len({it.party for it in self.judged}) > 1:
            notes = self.telling.some_notes(self.telling.position(it.id) for it in self.firm)
            yield said(
                "All of them are positions of ",
                self.telling.party(self.firm[0].party),
                "; that says how these sources word positions, and gives them no other weight",
                notes,
            )

    def _named(self, positions: Sequence[Position]) -> Iterator[Part | Note]:
        """Positions by party and issue, with their notes."""
        most = self.telling.limits.contents
        rank = self.telling.rank
        ordered = sorted(positions, key=lambda it: (rank(it.party), it.id))
        groups = groupby(ordered[:most], key=lambda it: it.party)
        shown = [[*self._of(party, list(members))] for party, members in groups]
        left = len(ordered) - most
        yield from listed([*shown, *([[Part(f"{left} more")]] if left > 0 else [])], "; ", "; ")

    def _of(self, party: str, positions: Sequence[Position]) -> Iterator[Part | Note]:
        yield self.telling.party(party)
        yield Part(" on ")
        yield from listed(
            [[self.telling.issue(self._issue(it.option)), *self._notes(it)] for it in positions]
        )

    def _issue(self, option: str) -> str:
        return self.situation.issue_of(option).id

    def _notes(self, position: Position) -> tuple[Note, ...]:
        return self.telling.notes(self.telling.position(position.id))

    def _ways(self, sets: Sequence[Correction], more: More | None) -> Iterator[Listing]:
        """Sets of positions that would have to move, one or more of which keep what is insisted on."""
        if not sets:
            return
        packages = [strongest(self.situation, it.options) for it in sets]
        shared = [it for it in packages[0] if all(it in other for other in packages)]
        own = [[it for it in options if it not in shared] for options in packages]
        if not sets[0].moves:
            lead = "All recorded positions can be kept together"
            held = (self.telling.position(it.id) for it in self.judged)
            yield Listing((said(lead, self.telling.some_notes(held)),))
        else:
            ways = tuple(self._way(*it) for it in zip(sets, own, strict=True))
            yield Listing(ways, _WAYS, more, ordered=True)
        contents = self._contents(shared)
        if contents:
            each = "In each of these packages" if len(sets) > 1 else "The package"
            yield Listing((said(f"{each}: ", contents),))

    def _way(self, found: Correction, own: Sequence[str]) -> Statement:
        """One set of positions that would have to move, and what the package then holds."""
        firm = [it for it in found.moves if it.rank >= _FIRM]
        among = f"{'some' if firm else 'none'} of it is insisted on"
        moves: list[Statement] = []
        rank = self.telling.rank
        for it in sorted(found.moves, key=lambda it: (rank(it.party), it.id)):
            position = self.telling.position(it.id)
            codes = Part(f" – {self.telling.codes(position)}", ASIDE)
            issue = self.telling.issue(self._issue(it.option))
            words = self.telling.in_words(position)
            if it.id in self.quoted:  # in one of the sets above
                words = (self.telling.party(it.party), Part(", as above"), *self._notes(it))
            self.quoted.add(it.id)
            moves.append(said("On ", issue, ": ", words, codes))
        contents = self._contents(own)
        if contents:
            moves.append(said("The package then: ", contents))
        name = set_name(it.id for it in found.moves)
        fragile = self.telling.footing.fragile("sets", name)
        names = dict.fromkeys(it.party for it in found.moves)
        movers = listed([self.telling.party(it) for it in sorted(names, key=rank)])
        return said(movers, f" would have to move; {among}", below=moves, fragile=fragile)

    def _contents(self, options: Sequence[str]) -> list[Part | Note]:
        """Options, each with who is for it and who would have to act without a word of theirs on it."""
        most = self.telling.limits.contents
        groups = [list(self._content(option)) for option in options[:most]]
        left = len(options) - most
        return list(listed([*groups, *([[Part(f"{left} more")]] if left > 0 else [])], "; ", "; "))

    def _content(self, option: str) -> Iterator[Part | Note]:
        held = [
            it
            for it in self.judged
            if it.direction == "for" and option in self.situation.entailed(it.option)
        ]
        rank = self.telling.rank
        by_party: dict[str, list[Note]] = {}
        for it in sorted(held, key=lambda it: (rank(it.party), it.id)):
            by_party.setdefault(it.party, []).extend(self._notes(it))
        yield self.telling.option(option)
        yield Part(" (for it: ")
        named: list[Words] = [
            (self.telling.party(it), *dict.fromkeys(by_party[it])) for it in by_party
        ]
        yield from listed(self.telling.some(named, "parties") or [(Part("nobody as such"),)])
        whole = tuple(self.situation.entailed(option))
        silent = dict.fromkeys(party for party, _ in unrecorded(self.situation, whole))
        if silent:
            yield Part("; not recorded, though it would have to act: ")
            yield from listed([self.telling.party(it) for it in sorted(silent, key=rank)])
        yield Part(")")

    def _more(self, found: Corrections, shown: int) -> More | None:
        left = len(found.sets) - shown
        return self.telling.more(left, "such set", "packages")
