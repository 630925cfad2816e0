"""The checks of an audit, one function each, and the table of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detente.graph.audit.dates import span_of
from detente.graph.audit.finding import Finding
from detente.graph.audit.known import Known, office_rows
from detente.graph.audit.wording import asks, shared_words


def nothing_recorded(known: Known) -> Iterator[Finding]:
    """Cells of the table of parties by issues in which nothing is recorded, party by party."""
    advice = (
        "Look for it in the texts. If a source reports that the party declined to say, code "
        "'withhold'; if that it took no stand, 'not-stated'; otherwise leave the cell empty."
    )
    issues = known.kinds["issue"]
    for party in known.kinds["party"]:
        held = {position.issue for position in known.by_holder.get(party, ())}
        empty = [issue for issue in issues if issue not in held]
        if not empty:
            continue
        which = f"{len(empty)} of {len(issues)} issues: {known.labels(empty)}"
        message = f"nothing recorded from {known.label(party)} on {which}"
        yield known.finding("nothing-recorded", message, advice, (party, *empty))


def one_source(known: Known) -> Iterator[Finding]:
    """Current positions that rest on one document alone; what was given up need not be shown twice."""
    advice = "Look for a second text that reports it, and give its words in that text's sheet."
    single = [it for it in known.positions.values() if it.current and len(it.documents) == 1]
    if len(known.kinds["document"]) == 1 and single:
        document = known.kinds["document"][0]
        message = f"all of the graph rests on one source, {known.label(document)}"
        yield known.finding("one-source", message, "Code a second text.", (document,))
        return
    for position in single:
        (document,) = position.documents
        message = f"{position.label}: rests on one source, {known.label(document)}"
        yield known.finding("one-source", message, advice, (), (position,))


def narrator_alone(known: Known) -> Iterator[Finding]:
    """Current positions that nobody is reported as stating."""
    advice = "Look for a text in which the party says it, and add those words as evidence."
    for position in known.positions.values():
        if position.current and position.modes and position.modes <= {"narrator", "presupposed"}:
            message = f"{position.label}: no one is reported as saying so, only the narrator"
            yield known.finding("narrator-alone", message, advice, (), (position,))


def stale(known: Known) -> Iterator[Finding]:
    """Current positions last shown long before the newest date in the graph; undated ones are left out."""
    advice = (
        "Look for newer words. If they confirm it, add them as evidence; if it has changed, code the "
        "new position with 'supersedes'; if it has lapsed, say so with 'status: lapsed'."
    )
    newest = known.newest
    for position in known.positions.values():
        last = max((span.last for date in position.dates if (span := span_of(date))), default=None)
        if newest and last and position.current and (newest.first - last).days > known.stale_after:
            days = (newest.first - last).days
            message = f"{position.label}: last shown on {last}, {days} days before {newest.first}"
            yield known.finding("stale", message, advice, (), (position,))


def one_sided(known: Known) -> Iterator[Finding]:
    """Parties of which nothing is recorded in their own words.

    A party's own words are those said by itself, by someone who holds an office in it, or on its
    behalf. Opponents are the other principals, when it is a principal itself.
    """
    advice = "Look for a text that quotes the party itself, or someone who speaks for it."
    principals = set(known.pairs.get("principal", {}).get("", ()))
    for party in known.kinds["party"]:
        positions = known.by_holder.get(party, [])
        voices = {voice for position in positions for voice in position.voices}
        if positions and party not in voices:
            others = sorted(voices, key=known.label)
            opposed = [it for it in others if party in principals and it in principals]
            whose = [f"{known.label(it)}{', its opponent' * (it in opposed)}" for it in others]
            told = f"the words of {'; '.join(whose)}" if whose else "the narrator"
            message = f"{known.label(party)} is known only through {told}"
            yield known.finding("one-sided", message, advice, (party,), positions)
        elif not positions and (claims := known.of("about", party)):
            message = f"{known.label(party)} is known only through {len(claims)} claims about it"
            yield known.finding(
                "one-sided", message.replace("1 claims", "1 claim"), advice, (party,)
            )


def no_performer(known: Known) -> Iterator[Finding]:
    """Options of which it is not said who would have to act."""
    advice = (
        "Name who would have to act with 'performer'. If the texts leave it open, or nobody would "
        "have to act, leave it out and say so in a note."
    )
    for option in known.kinds["option"]:
        if not known.of("performer", option):
            message = f"option '{known.label(option)}' names no performer"
            held = known.by_option.get(option, [])
            yield known.finding("no-performer", message, advice, (option,), held)


def leading_question(known: Known) -> Iterator[Finding]:
    """Issues that may be worded as one side's answer.

    Two heuristics, no proof: the question does not end with a question mark; or it uses the words of
    one option that exactly one party is for and that no other option of the issue shares.
    """
    for issue in known.kinds["issue"]:
        question = next(iter(known.of("question", issue)), "")
        if question and not asks(question):
            message = f"'{question}' may be worded as an answer: it does not end as a question"
            advice = "Word the issue as an open question that every side could put."
            yield known.finding("leading-question", message, advice, (issue,))
            continue
        options = known.of("options", issue)
        found = [it for it in options if shared_words(question, known.label(it)) >= 1]
        if len(found) == 1:
            held = [it for it in known.by_option.get(found[0], ()) if it.direction == "for"]
            parties = {position.holder for position in held}
            if len(parties) == 1:
                whose = known.labels(parties)
                message = f"'{question}' may be worded as one side's answer: it uses the words of "
                message += f"'{known.label(found[0])}', which {whose} alone is for"
                advice = "Ask for what is open (what, when, who, how far) in words that fit every option."
                yield known.finding("leading-question", message, advice, (issue,), held)


def superseded(known: Known) -> Iterator[Finding]:
    """Chains of positions that replace each other, where the chain does not hold together."""
    later: dict[str, list[str]] = defaultdict(list)
    for new, olds in known.pairs.get("supersedes", {}).items():
        for old in olds:
            later[old].append(new)
    for iri, position in known.positions.items():
        news = [known.positions[it] for it in sorted(later.get(iri, ())) if it in known.positions]
        shown = ", ".join(it.id for it in news)
        if len(news) > 1:
            message = f"{position.label}: superseded by several: {shown}"
            advice = "If they hold side by side, leave it; if one followed the other, chain them."
            yield known.finding("superseded", message, advice, (), (position, *news))
        if news and position.current:
            message = f"{position.label}: superseded by {shown}, yet its status is current"
            advice = "Leave out its 'status', or the 'supersedes' of the other."
            yield known.finding("superseded", message, advice, (), (position, *news))
        if not news and position.status == "superseded":
            message = f"{position.label}: superseded, but by what is not recorded"
            advice = "Code the position that replaced it, with 'supersedes'."
            yield known.finding("superseded", message, advice, (), (position,))
        undated = [it for it in (position, *news) if not it.dates]
        if news and undated:
            message = f"{position.label}: superseded, but when is not recorded: no date for "
            message += ", ".join(it.id for it in undated)
            advice = "Give 'from' in the position, or the date of the text in its sheet."
            yield known.finding("superseded", message, advice, (), (position, *news))


def role_without_evidence(known: Known) -> Iterator[Finding]:
    """Offices that the agenda lists and no text is quoted for."""
    advice = "Code the office in the sheet of a text that names it, under 'offices'."
    rows = office_rows(known.graph)
    shown = {str(row["office"]) for row in rows if row["statement"]}
    bare = {str(row["office"]): row for row in rows if str(row["office"]) not in shown}
    for office, row in bare.items():
        person, party = str(row["person"]), str(row["party"])
        title = f"{known.label(office)} ({known.label(party)})"
        message = f"{known.label(person)}, {title}: no text is quoted for this office"
        yield known.finding("role-without-evidence", message, advice, (office, person, party))


def nobody_holds(known: Known) -> Iterator[Finding]:
    """Issues and options on which no position is recorded; an issue that only groups others aside."""
    advice = "Look for it in the texts; if it does not come up, take it out of the agenda."
    for issue in known.kinds["issue"]:
        if not known.by_issue.get(issue) and not known.of("broader", issue):
            message = f"issue '{known.label(issue)}': no position is recorded on it"
            yield known.finding("nobody-holds", message, advice, (issue,))
    conditions = {it for many in known.pairs.get("condition", {}).values() for it in many}
    for option in known.kinds["option"]:
        if option not in known.by_option and option not in conditions:
            message = f"option '{known.label(option)}': no position or condition is about it"
            keep = f"{advice} Keep it if it marks a point of the issue's scale."
            yield known.finding("nobody-holds", message, keep, (option,))


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of finding: its heading in a report, and the function that finds."""

    title: str
    find: Callable[[Known], Iterator[Finding]]


# Kind of finding → its check, in the order of the report.
CHECKS: dict[str, Check] = {
    "nothing-recorded": Check("Nothing recorded", nothing_recorded),
    "one-sided": Check("Known only through others", one_sided),
    "narrator-alone": Check("Resting on the narrator alone", narrator_alone),
    "one-source": Check("Resting on one source", one_source),
    "stale": Check("Perhaps out of date", stale),
    "superseded": Check("Superseded positions that do not hold together", superseded),
    "no-performer": Check("Options without a performer", no_performer),
    "leading-question": Check("Issues perhaps worded as one side's answer", leading_question),
    "nobody-holds": Check("On the agenda, but in no position", nobody_holds),
    "role-without-evidence": Check("Offices without evidence", role_without_evidence),
}
