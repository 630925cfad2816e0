"""What RDF says of one text, as its coding sheet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from detente.graph.dossier.model import (
    Claim,
    Coding,
    Condition,
    Event,
    Evidence,
    Office,
    Position,
    Sheet,
    Source,
    Span,
    Statement,
)
from detente.graph.imports.views import ID, LABEL, Reader, View
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

_TEXT, _HASH, _NAME = expand("schema:text"), expand("schema:sha256"), expand("schema:name")
_PUBLISHER, _AUTHOR = expand("schema:publisher"), expand("schema:author")
_PUBLISHED, _LANGUAGE = expand("schema:datePublished"), expand("schema:inLanguage")
_URL, _ABOUT, _NOTE = expand("schema:url"), expand("schema:about"), expand("skos:note")
_QUOTED_FROM, _ENDED = expand("prov:wasQuotedFrom"), expand("dct:date")
_EXACT, _START, _END = expand("oa:exact"), expand("oa:start"), expand("oa:end")
_OFFICE, _MEMBER, _PARTY = (
    expand("org:Membership"),
    expand("org:member"),
    expand("org:organization"),
)
_VALUE, _UNIT, _DATE = expand("schema:value"), expand("schema:unitText"), expand("schema:startDate")
_ACTOR, _PLACE = expand("sem:hasActor"), expand("sem:hasPlace")
_ENTITY = expand("prov:Entity")

Item = TypeVar("Item", Position, Claim, Event, Office)


class SheetReader:
    """Reads what rests on one document. ``alone`` says that the view is that sheet's graph and no more;
    otherwise what other documents say of the same items is told apart by the passages."""

    def __init__(self, reader: Reader, view: View, document: str, *, alone: bool = True) -> None:
        self.reader, self.view, self.document, self.alone = reader, view, document, alone
        self.text = view.one(document, _TEXT) or ""
        self.sha256 = view.one(document, _HASH) or ""
        self._check_text()
        self.spans = dict(self._passages())
        self._dates = {
            (reader.whole.one(it, _ABOUT), reader.whole.one(it, _DATE))
            for it in reader.whole.of(_ENTITY)
        }

    def files(self) -> list[str]:
        """The file names of the text, each fit to be one."""
        names = self.view.all(self.document, ID) or [f"{self.reader.tail(self.document)}.txt"]
        return [_file_name(name) for name in names]

    def sheet(self, name: str, runs: Iterable[str], number: int = 0) -> Sheet:
        """The sheet; only the first of several (``number`` 0) has the items."""
        files = self.files()
        sheet = Sheet(
            name=name,
            source=self._source(files[min(number, len(files) - 1)]),
            coding=next((self._coding(run) for run in runs), None),
        )
        if number:
            return sheet
        return replace(
            sheet,
            offices=tuple(self._offices()),
            positions=self._items(neg.Position, self._position),
            claims=self._items(neg.Claim, self._claim),
            events=self._items(neg.Event, self._event),
        )

    def _check_text(self) -> None:
        if not self.text:
            self.reader.problem(
                self.document, "has no text", "Without it, quotes have nothing to stand in."
            )
        elif sha256(self.text.encode()).hexdigest() != self.sha256:
            self.reader.problem(
                self.document, "has a text that is not the one its hash is of", "It was changed."
            )

    def _passages(self) -> Iterator[tuple[str, Span]]:
        view = self.view
        for passage in view.of(neg.Passage):
            if self.document not in view.all(passage, _QUOTED_FROM):
                continue
            span = Span(view.offset(passage, _START), view.offset(passage, _END))
            if span.start < 0 or self.text[span.start : span.end] != view.one(passage, _EXACT):
                advice = "Offsets count Unicode code points, end exclusive."
                self.reader.problem(passage, "is not at its place in the text", advice)
            yield passage, span

    def _source(self, file: str) -> Source:
        view, document = self.view, self.document
        return Source(
            name=file,
            text=self.text,
            sha256=self.sha256,
            language=view.one(document, _LANGUAGE),
            title=view.one(document, _NAME),
            publisher=view.one(document, _PUBLISHER),
            author=view.one(document, _AUTHOR),
            said=view.one(document, neg.said),
            published=view.one(document, _PUBLISHED),
            recorded=view.one(document, neg.recorded),
            url=view.one(document, _URL),
        )

    def _coding(self, run: str) -> Coding:
        view = self.view
        coder = self.reader.need(view.one(run, LABEL), run, "coder")
        return Coding(coder, view.one(run, _ENDED), view.one(run, _NOTE))

    def _items(self, class_: str, make: Callable[[str], Item]) -> tuple[Item, ...]:
        here = [(iri, make(iri)) for iri in self.view.of(class_) if self._is_here(iri)]
        here.sort(key=lambda pair: (pair[1].evidence[0].quote.start, pair[0]))
        return tuple(item for _, item in here)

    def _is_here(self, iri: str) -> bool:
        """Whether any statement that shows the item is in this text."""
        passages = (
            passage
            for statement in self.view.all(iri, neg.evidencedBy)
            for passage in self.view.all(statement, neg.passage)
        )
        return any(passage in self.spans for passage in passages)

    def _offices(self) -> Iterator[Office]:
        view = self.view
        for iri in filter(self._is_here, view.of(_OFFICE)):
            evidence = self._evidence(iri)
            person = self.reader.need(self.reader.ref(view, iri, _MEMBER), iri, "holder")
            party = self.reader.need(self.reader.ref(view, iri, _PARTY), iri, "party")
            for title in view.all(iri, LABEL):
                yield Office(person, party, title, evidence)

    def _position(self, iri: str) -> Position:
        reader, view = self.reader, self.view
        return Position(
            id=reader.id(iri),
            holder=reader.need(reader.ref(view, iri, neg.holder), iri, "holder"),
            issue=reader.need(reader.ref(view, iri, neg.onIssue), iri, "issue"),
            act=reader.need(view.code(iri, neg.act), iri, "act"),
            confidence=view.number(iri, neg.confidence) or Decimal(0),
            evidence=self._evidence(iri),
            option=reader.ref(view, iri, neg.option),
            value=view.number(iri, neg.value),
            firmness=view.code(iri, neg.firmness),
            status=self._status(iri),
            continuity=view.code(iri, neg.continuity),
            addressee=reader.refs(view, iri, neg.addressee),
            conditions=tuple(self._conditions(iri)),
            rationale=self._own_words(iri, neg.rationale),
            from_=self._date(iri, neg.validFrom),
            until=view.one(iri, neg.validUntil),
            supersedes=reader.refs(view, iri, neg.supersedes),
            salience=view.number(iri, neg.salience),
            note=self._note(iri),
        )

    def _status(self, iri: str) -> str | None:
        """The status as a sheet gives it: only where it is not what follows from supersedes."""
        status = self.view.code(iri, neg.status)
        usual = "superseded" if iri in self.reader.superseded else "current"
        return None if status == usual else status

    def _conditions(self, position: str) -> Iterator[Condition]:
        reader, view = self.reader, self.view
        for iri in view.all(position, neg.subjectTo):
            for passage in view.all(iri, neg.passage):
                if passage in self.spans:
                    yield Condition(
                        id=reader.id(iri),
                        label=reader.need(view.one(iri, LABEL), iri, "label"),
                        quote=self.spans[passage],
                        party=reader.ref(view, iri, neg.conditionParty),
                        option=reader.ref(view, iri, neg.conditionOption),
                    )
                    break

    def _claim(self, iri: str) -> Claim:
        reader, view = self.reader, self.view
        return Claim(
            id=reader.id(iri),
            kind=reader.need(view.code(iri, neg.claimKind), iri, "kind"),
            label=reader.need(view.one(iri, LABEL), iri, "label"),
            confidence=view.number(iri, neg.confidence) or Decimal(0),
            evidence=self._evidence(iri),
            about=reader.refs(view, iri, _ABOUT),
            value=view.number(iri, _VALUE),
            unit=view.one(iri, _UNIT),
            contradicts=reader.refs(view, iri, neg.contradicts),
            note=self._note(iri),
        )

    def _event(self, iri: str) -> Event:
        reader, view = self.reader, self.view
        return Event(
            id=reader.id(iri),
            label=reader.need(view.one(iri, LABEL), iri, "label"),
            status=reader.need(view.code(iri, neg.status), iri, "status"),
            evidence=self._evidence(iri),
            participants=reader.refs(view, iri, _ACTOR),
            place=reader.ref(view, iri, _PLACE),
            date=self._date(iri, _DATE),
            time=self._own_words(iri, neg.timeExpression),
            same_event_as=reader.refs(view, iri, neg.sameEventAs),
            note=self._note(iri),
        )

    def _date(self, iri: str, property_: str) -> str | None:
        """A date that the text gives; in a single graph, one that is known from outside is not."""
        dates = self.view.all(iri, property_)
        if not self.alone:
            dates = [date for date in dates if (iri, date) not in self._dates]
        return next(iter(dates), None)

    def _own_words(self, iri: str, property_: str) -> str | None:
        """Words copied from the text; where all texts are in one graph, words that are in this one,
        and of those the ones that are in the fewest others."""
        words = self.view.all(iri, property_)
        if self.alone:
            return next(iter(words), None)
        texts = self.reader.texts
        here = [it for it in words if it in self.text]
        here.sort(key=lambda it: sum(it in text for text in texts))
        return self.reader.take(iri, here)

    def _note(self, iri: str) -> str | None:
        """A coder's note. Where notes of several sheets are in one graph, each sheet takes one."""
        notes = self.view.all(iri, _NOTE)
        if self.alone:
            return next(iter(notes), None)
        return self.reader.take(iri, notes)

    def _evidence(self, iri: str) -> tuple[Evidence, ...]:
        """Each of the item's words with a statement around them, and each statement with words in it."""
        view = self.view
        quotes = [self.spans[it] for it in view.all(iri, neg.passage) if it in self.spans]
        statements = list(self._statements(view.all(iri, neg.evidencedBy)))
        pairs: list[Evidence] = []
        for quote in sorted(set(quotes), key=_place):
            around = [it for it in statements if _holds(it.passage, quote)]
            if around:
                pairs.append(Evidence(quote, min(around, key=_width)))
            else:
                self.reader.problem(iri, "has words that none of its statements holds", "")
        used = {pair.statement for pair in pairs}
        for statement in sorted(set(statements) - used, key=lambda it: _place(it.passage)):
            inside = [it for it in quotes if _holds(statement.passage, it)]
            pairs.append(Evidence(min(inside or [statement.passage], key=_place), statement))
        return tuple(pairs)

    def _statements(self, iris: Iterable[str]) -> Iterator[Statement]:
        for iri in iris:
            statement = self._statement(iri, ())
            if statement:
                yield statement

    def _statement(self, iri: str, inside: tuple[str, ...]) -> Statement | None:
        reader, view = self.reader, self.view
        passage = next((it for it in view.all(iri, neg.passage) if it in self.spans), None)
        if passage is None:
            return None  # of another text
        if iri in inside:
            reader.problem(
                iri, "is quoted from itself", "Remove prov:wasQuotedFrom from one of them."
            )
            return None
        outer = view.one(iri, _QUOTED_FROM)
        return Statement(
            passage=self.spans[passage],
            mode=reader.need(view.code(iri, neg.speechMode), iri, "mode"),
            speaker=reader.ref(view, iri, neg.speaker),
            on_behalf_of=reader.ref(view, iri, neg.onBehalfOf),
            addressee=reader.refs(view, iri, neg.addressee),
            made_during=reader.ref(view, iri, neg.madeDuring),
            hedge=view.one(iri, neg.hedge),
            time=view.one(iri, neg.timeExpression),
            quoted_from=self._statement(outer, (*inside, iri)) if outer else None,
        )


def _holds(passage: Span, quote: Span) -> bool:
    return passage.start <= quote.start and quote.end <= passage.end


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _width(statement: Statement) -> tuple[int, int, str, str]:
    span = statement.passage
    return span.end - span.start, span.start, statement.mode, statement.speaker or ""


def _file_name(name: str) -> str:
    """A name that can only be that of a text in the dossier's folder."""
    clean = "".join(c if c not in '/\\\0<>:"|?*' and c.isprintable() else "-" for c in name)[:120]
    clean = clean.lstrip(".") or "text.txt"
    return f"{clean}.txt" if Path(clean).suffix.lower() in (".yaml", ".yml") else clean
