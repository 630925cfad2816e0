"""Section 4: what hangs on what, conditions that wait for each other, and ways past them."""

from collections.abc import Iterator
from functools import cached_property

from detente.graph.analysis.linkage import Held, Linkage, linkage_of
from detente.graph.analysis.loops import Loops, Step, loops
from detente.graph.analysis.robustness.linkage_figures import loop_name
from detente.graph.analysis.sequence import Move, Sequence, sequence
from detente.graph.analysis.waivers import Knot, waivers
from detente.graph.brief.model import NAME, Listing, Note, Part, Section, Statement
from detente.graph.brief.telling import Telling
from detente.graph.brief.wording import Words, counted, fairly, listed, said
from detente.graph.record import Thing
from detente.ontology.terms import neg


def hanging(telling: Telling) -> Section:
    """Linkages and deadlocks as sentences."""
    return Section("linkage", "Linkages and deadlocks", tuple(_Hanging(telling).blocks()))


class _Hanging:
    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.linkage: Linkage = linkage_of(telling.graph)

    @cached_property
    def conditional(self) -> list[Held]:
        found = [it for it in self.linkage.held.values() if it.conditions and self._within(it)]
        rank = self.telling.rank
        return sorted(found, key=lambda it: (rank(it.party), it.id))

    @cached_property
    def loops(self) -> Loops:
        return loops(self.linkage)

    @cached_property
    def order(self) -> Sequence:
        return sequence(self.linkage)

    def _within(self, held: Held) -> bool:
        return self.telling.within(self.telling.position(held.id))

    def blocks(self) -> Iterator[Listing]:
        limits = self.telling.limits
        if not self.conditional:
            nothing = "No current position is recorded as subject to a condition"
            yield Listing((said(nothing, searched=self.telling.searched),))
            return
        shown = fairly(self.conditional, limits.links, lambda it: it.party)
        left = len(self.conditional) - len(shown)
        more = self.telling.more(left, "conditional position", "linkage links")
        yield Listing(tuple(map(self._link, shown)), more=more)
        relevant = [it for it in self.loops.loops if self._concerns(it)]
        most = limits.loops
        if relevant:
            found = [self._loop(it) for it in relevant[:most]]
            more = self.telling.more(len(relevant) - most, "loop", "linkage loops")
            yield Listing(tuple(found), "Conditions that wait for each other", more)
            yield Listing(tuple(self._ways()), "Ways past them")
        else:
            conditions = sum(len(it.conditions) for it in self.conditional)
            nothing = "No deadlock: no conditions are recorded that wait for each other"
            searched = f"{counted(conditions, 'condition')} of "
            searched += counted(len(self.conditional), "current position")
            yield Listing((said(nothing, searched=searched),))

    def _concerns(self, loop: tuple[Step, ...]) -> bool:
        steps = [self.linkage.held[link.position] for step in loop for link in step.links]
        return any(map(self._within, steps))

    def _link(self, held: Held) -> Statement:
        """A conditional position, and whether those who would have to act first speak to it."""
        told = self.telling.told(self.telling.position(held.id), holder=True)
        below = [it for name in held.conditions for it in self._first(held, name)]
        return said(told, below=below)

    def _first(self, held: Held, name: str) -> Iterator[Statement]:
        """Who is recorded as against what has to come first, and of whom nothing is recorded on it."""
        node = self.linkage.conditions[name].node
        entailed = self.linkage.relations.entailed(node)
        against = [
            self.telling.in_words(self.telling.position(it.id))
            for it in self.linkage.held.values()
            if it.direction == "against" and it.end in entailed
        ]
        if against:
            yield said("Against that condition: ", listed(against, "; ", "; "))
        movers = self.linkage.performers.get(node, ())
        silent = [it for it in movers if it != held.party and not self._speaks(it, node)]
        if silent:
            names = listed([self.telling.party(it) for it in silent], " or ")
            yield said(
                "Nothing is recorded from ",
                names,
                " on whether it would do so",
                searched=self.telling.searched,
            )

    def _speaks(self, party: str, node: str) -> bool:
        """Whether a current position of the party is about the option, or about one that entails it."""
        relations = self.linkage.relations
        return any(
            it.party == party
            and (node in relations.entailed(it.end) or it.end in relations.entailed(node))
            for it in self.linkage.held.values()
        )

    def _loop(self, loop: tuple[Step, ...]) -> Statement:
        parts: list[Part | Note] = []
        for step in loop:
            for link in step.links:
                parts += [Part("; ")] if parts else []
                parts += self.telling.in_words(self.telling.position(link.position))
        waits = "the other" if len(loop) == 2 else "the next"
        fragile = self.telling.footing.fragile("linkage", loop_name(loop))
        return said(parts, f". Each waits for {waits}", fragile=fragile)

    def _ways(self) -> Iterator[Statement]:
        tied = {node for knot in self._knots for node in knot.nodes}
        passing = [it for it in self.order.moves if len(tied & {it.node, *it.brings}) > 1]
        for move in passing:
            yield self._passing(move)
        for knot in self._knots:
            yield self._waiver(knot)
        if not tied.isdisjoint(self.order.stuck):
            yield said(
                "As recorded, no order of moves meets every condition in the loop",
                searched=f"all orders of {counted(len(self.linkage.nodes), 'linked option')}",
            )

    @cached_property
    def _knots(self) -> tuple[Knot, ...]:
        found = waivers(self.linkage)
        near = {it.id for it in self.conditional}
        nodes = {self.linkage.held[it].end for it in near}
        return tuple(it for it in found if nodes & set(it.nodes))

    def _passing(self, move: Move) -> Statement:
        """One option that carries out all that waits for each other, and who is recorded for it."""
        stands = [self.telling.position(it) for it in move.stands]
        stands.sort(key=lambda it: (self.telling.rank(self.telling.id_of(it, neg.holder)), it.id))
        words = [self._by(it) for it in stands]
        refused = [self._by(self.telling.position(it)) for it in move.against]
        return said(
            "One option carries out both at once: ",
            self.telling.option(move.node),
            "; recorded for it: ",
            listed(self.telling.some(words, "parties")) if words else "nobody",
            "; against it: " if refused else "",
            listed(refused),
            searched="" if words or refused else self.telling.searched,
        )

    def _by(self, position: Thing) -> Words:
        return (self.telling.name(position.one(neg.holder)), *self.telling.notes(position))

    def _waiver(self, knot: Knot) -> Statement:
        """The smallest sets of conditions whose waiver would untie the knot, in their holders' words."""
        sets: list[list[Part | Note]] = []
        for conditions in knot.waivers[: self.telling.limits.packages]:
            parts: list[Part | Note] = []
            for name in conditions:
                parts += [Part(" together with ")] if parts else []
                parts += self._condition(name)
            sets.append(parts)
        number = len(knot.waivers[0])
        what = "either of these conditions" if len(sets) == 2 and number == 1 else "one of these"
        lead = f"Waiving {what if len(knot.waivers) > 1 else 'this'} would break the loop: "
        hidden = len(knot.waivers) - len(sets)
        tail = f", or {counted(hidden, 'other set')}" if hidden else ""
        sure = "" if knot.exact else "; a smaller set may exist"
        return said(
            lead, listed(sets, " or "), f"{tail}{sure}. Which, if any, is not for a record to say"
        )

    def _condition(self, name: str) -> Iterator[Part | Note]:
        condition = self.telling.by_id[neg.Condition].get(name) or Thing(name, {})
        for held in self.linkage.held.values():
            if name in held.conditions:
                position = self.telling.position(held.id)
                yield self.telling.party(held.party)
                yield Part(", ")
                notes = self.telling.footnotes.of_condition(position, condition)
                if notes:
                    yield from self.telling.quoted(notes[0])
                else:
                    yield Part(self.linkage.conditions[name].label, NAME)
                    yield from self.telling.notes(position)
                return
