"""Section 6: what is not known: silences, thin evidence, what nobody confirms, what cannot be computed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from detente.graph.analysis.forecast_inputs import outlooks_of
from detente.graph.analysis.zopa import UNKNOWN, Zone, zones
from detente.graph.audit import Finding, audit
from detente.graph.brief.model import ASIDE, NAME, Listing, Note, Part, Section, Statement
from detente.graph.brief.telling import Telling
from detente.graph.brief.wording import Words, counted, fairly, listed, said
from detente.graph.record import ABOUT, QUOTED_FROM, Thing
from detente.ontology.terms import neg

_FROM_ONE_SIDE = "Said by one party, and by nobody else in these sources"


def unknown(telling: Telling) -> Section:
    """What these sources do not tell, or tell thinly."""
    return Section("unknown", "What is not known", tuple(_Unknown(telling).blocks()))


class _Unknown:
    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    def blocks(self) -> Iterator[Listing]:
        yield Listing(tuple(self._silences()), "No position recorded")
        yield from self._block("Thin evidence", list(self._thin()), "audit --only one-source")
        yield from self._block(_FROM_ONE_SIDE, list(self._one_sided()), "query --ask claims")
        yield from self._block(
            "Where sources contradict each other",
            list(self._disputed()),
            "query --ask disagreements",
        )
        yield Listing(tuple(self._not_computed()), "What cannot be computed")

    def _block(self, title: str, found: list[Statement], command: str) -> Iterator[Listing]:
        most = self.telling.limits.unknown
        if found:
            more = self.telling.more(len(found) - most, "more", command)
            yield Listing(tuple(found[:most]), title, more)

    # ------------------------------------------------------------------ silences

    def _silences(self) -> Iterator[Statement]:
        telling = self.telling
        spoken: dict[str, set[str]] = defaultdict(set)
        for it in telling.positions:
            spoken[telling.id_of(it, neg.onIssue)].add(telling.id_of(it, neg.holder))
        nobody = [it for it in telling.issues if it not in spoken]
        if nobody:
            yield said(
                "No party on ",
                listed(self._names([telling.issue(it) for it in nobody], "issue")),
                searched=telling.searched,
            )
        asked = [it for it in telling.issues if it in spoken]
        principals = [it for it in telling.parties if telling.recorded.parties[it].principal]
        for party in (principals or telling.parties)[: telling.limits.unknown]:
            empty = [it for it in asked if party not in spoken[it]]
            if empty:
                yield said(
                    telling.party(party),
                    f" on {len(empty)} of the {len(asked)} issues that others speak to: ",
                    listed(self._names([telling.issue(it) for it in empty], "issue")),
                    searched=telling.searched,
                )
        if not nobody and not any(party not in spoken[it] for it in asked for party in principals):
            which = "principal" if principals else "party"
            lead = f"None missing here: every {which} is recorded on every issue"
            yield said(lead, searched=telling.searched)

    def _names(self, names: Sequence[Part], noun: str) -> list[Part]:
        most = self.telling.limits.names
        left = len(names) - most
        return [*names[:most], *([Part(counted(left, f"other {noun}"))] if left > 0 else [])]

    # ------------------------------------------------------------------ thin evidence

    def _thin(self) -> Iterator[Statement]:
        telling = self.telling
        current = telling.current
        found = audit(telling.graph, ("one-source", "narrator-alone", "one-sided"))
        one = [it for it in found if it.kind == "one-source"]
        if any(not it.positions for it in one) and current:
            titles = dict.fromkeys(map(_titled, telling.some_notes(current)))
            lead = f"Everything rests on one source ({counted(len(current), 'current position')})"
            yield said(lead, searched=f"{telling.searched}; {', '.join(titles)}")
        elif single := self._positions(one):
            alone_ids = {it.iri for it in single}
            several = [it for it in current if it.iri not in alone_ids and telling.notes(it)]
            if several and len(several) < len(single):
                lead = f"Of {counted(len(current), 'current position')}, more than one source shows only"
                yield self._many(f"{lead} {len(several)}", several)
            else:
                lead = f"{len(single)} of {len(current)} current positions rest on one source each"
                yield self._many(lead, single)
        if telling.footing.alone:
            lead = (
                f"All figures rest on {telling.footing.alone}; what others would show is not known"
            )
            yield said(lead, searched=telling.searched)
        elif not telling.footing.within_reach:
            lead = "Which figures are fragile was not worked out for so large a record"
            yield said(lead, searched="nothing; each analysis has a command of its own")
        alone = self._positions([it for it in found if it.kind == "narrator-alone"])
        told = [it for it in alone if not telling.presupposed(it)]
        if told:
            number = counted(len(told), "position")
            yield self._many(f"{number} in a source’s own words alone, nobody being quoted", told)
        for it in alone:
            if telling.presupposed(it):
                yield said("Nobody is reported as saying this: ", telling.told(it, holder=True))
        for it in current:
            if telling.told_by(it):
                yield said("Known only through another party: ", telling.told(it, holder=True))
        for it in current:
            if telling.unsure(it):
                yield said("The coder is unsure of this reading: ", telling.told(it, holder=True))
        for finding in (it for it in found if it.kind == "one-sided"):
            held = [it for it in map(telling.position, finding.positions) if telling.within(it)]
            if held:
                yield said(finding.message, telling.some_notes(held))
        bare = [it for it in current if not telling.notes(it)]
        if bare:
            number = counted(len(bare), "position")
            yield said(f"{number} without any words of a source", searched=telling.searched)

    def _positions(self, findings: Sequence[Finding]) -> list[Thing]:
        """The positions of findings, within what was asked for and with words to show."""
        names = dict.fromkeys(name for it in findings for name in it.positions)
        found = [self.telling.position(name) for name in names]
        return [it for it in found if self.telling.within(it) and self.telling.notes(it)]

    def _many(self, lead: str, positions: Sequence[Thing]) -> Statement:
        telling = self.telling
        by_party: dict[str, list[Thing]] = defaultdict(list)
        ordered = sorted(
            positions, key=lambda it: (telling.rank(telling.id_of(it, neg.holder)), it.id)
        )
        shown = fairly(ordered, telling.limits.names, lambda it: it.text(neg.holder))
        for it in shown:
            by_party[telling.id_of(it, neg.holder)].append(it)
        left = len(ordered) - telling.limits.names
        groups: list[list[Part | Note]] = []
        for members in by_party.values():
            names: list[Words] = [
                (telling.name(it.one(neg.onIssue)), *telling.notes(it)) for it in members
            ]
            holder = telling.name(members[0].one(neg.holder))
            groups.append([holder, Part(" on "), *listed(names)])
        groups += [[Part(f"{left} more")]] if left > 0 else []
        return said(f"{lead}: ", listed(groups, "; ", "; "))

    # ------------------------------------------------------------------ claims

    def _voices(self, claim: Thing) -> set[str]:
        """The parties whose words a claim rests on; empty text for the narrator and for others."""
        voices: set[str] = set()
        for iri in claim.all(neg.evidencedBy):
            statement = self.telling.record.get(iri)
            said_first = statement.one(QUOTED_FROM)
            statement = self.telling.record.get(said_first) if said_first else statement
            speaker = statement.text(neg.onBehalfOf) or statement.text(neg.speaker)
            voices |= self.telling.sides.get(speaker, {""})
        return voices

    def _one_sided(self) -> Iterator[Statement]:
        """Claims that one party alone makes, of another or of an event that is only claimed.

        Predictions are left out: nobody can confirm them yet.
        """
        telling = self.telling
        for claim in telling.record.of(neg.Claim):
            voices, notes = self._voices(claim), telling.notes(claim)
            if len(voices) != 1 or "" in voices or not notes or self._predicts(claim):
                continue
            others = [
                it for it in claim.texts(ABOUT) if self.telling.sides.get(it, voices) - voices
            ]
            claimed = [it for it in claim.texts(ABOUT) if self._claimed(it)]
            sides = voices.union(*(self.telling.sides[it] for it in others))
            asked = {telling.record.get(it).id for it in sides}
            if not (others or claimed) or not (telling.only_parties or asked) & asked:
                continue
            whom = [Part(" of "), *listed(list(map(telling.name, others)))] if others else []
            yield said(self._speaker(notes[0], voices), " says", whom, ":", self._hedged(notes))

    def _predicts(self, claim: Thing) -> bool:
        return self.telling.record.code(claim.one(neg.claimKind)) == "prediction"

    def _claimed(self, iri: str) -> bool:
        status = self.telling.record.get(iri).one(neg.status)
        return self.telling.record.code(status) == "claimed"

    def _speaker(self, note: Note, voices: set[str]) -> list[Part]:
        (party,) = map(self.telling.name, voices)
        if note.speaker in ("", party.text):
            return [party]
        return [Part(note.speaker, NAME), Part(" ("), party, Part(")")]

    def _hedged(self, notes: Sequence[Note]) -> Iterator[Part | Note]:
        for note in notes:
            yield Part(" ")
            yield self.telling.quoted(note)[0]
            if note.hedge:
                yield Part(f" (hedged: “{note.hedge}”)", ASIDE)
            yield note

    def _disputed(self) -> Iterator[Statement]:
        telling = self.telling
        if telling.only_issues or telling.only_parties:
            return
        seen: set[frozenset[str]] = set()
        for claim in telling.record.of(neg.Claim):
            for other in map(telling.record.get, claim.all(neg.contradicts)):
                pair = frozenset((claim.iri, other.iri))
                if pair not in seen and len(pair) == 2:
                    seen.add(pair)
                    yield said(self._claim(claim), "; against it, ", self._claim(other))

    def _claim(self, claim: Thing) -> Iterator[Part | Note]:
        notes = self.telling.notes(claim)
        speakers = dict.fromkeys(note.speaker or "the source itself" for note in notes)
        yield from listed([Part(it) for it in speakers])
        yield Part(": ")
        for number, note in enumerate(notes):
            yield from ((Part(" "),) if number else ())
            yield from self.telling.quoted(note)

    # ------------------------------------------------------------------ what cannot be computed

    def _not_computed(self) -> Iterator[Statement]:
        telling = self.telling
        recorded = telling.recorded
        scaled = [it for it in zones(recorded) if telling.on_issue(it.issue)]
        open_ = [it for it in scaled if it.answer == UNKNOWN]
        if open_:
            names: list[Words] = [self._open_zone(it) for it in open_]
            lead = "Whether a zone of possible agreement exists on "
            yield said(
                lead, listed(telling.some(names, "issues"), "; ", "; "), searched=telling.searched
            )
        wanted = [it for it in outlooks_of(telling.graph) if telling.on_issue(it.issue.id)]
        lacking = [it for it in wanted if it.missing]
        if lacking:
            what = dict.fromkeys(missing.quantity for it in lacking for missing in it.missing)
            topics = self._names([telling.issue(it.issue.id) for it in lacking], "issue")
            *first, last = what
            inputs = f"{', '.join(first)} and {last}" if first else last
            tail = f" – {inputs} are not recorded for every party"
            yield said("A forecast on ", listed(topics), tail, searched=telling.searched)
        dated = [it for it in telling.current if it.all(neg.validFrom)]
        undated = len(telling.current) - len(dated)
        if undated:
            lead = f"Since when {undated:,} of {len(telling.current):,} current positions are held"
            yield said(lead, " – no date of their own", searched=telling.searched)

    def _open_zone(self, zone: Zone) -> Words:
        """An issue, and what would have to be recorded to tell."""
        issue = self.telling.issue(zone.issue)
        if not zone.missing:
            return (issue, Part(" (what else each would take is not recorded)", ASIDE))
        silent = [self.telling.party(it) for it in sorted(zone.missing, key=self.telling.rank)]
        lead = Part(" (no point is recorded that would be taken by ", ASIDE)
        return (issue, lead, *listed(silent, " or "), Part(")", ASIDE))


def _titled(note: Note) -> str:
    return note.source.title or note.source.name
