"""The findings of an audit as text, Markdown and JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from detente.exports.markdown_text import plain
from detente.exports.report import printable
from detente.graph.audit import CHECKS, Finding

_MOST = 3  # quotes shown to people with one finding

Findings = Sequence[Finding]


def text(findings: Findings) -> str:
    """The findings for people, kind by kind."""
    return "\n".join(_text_lines(findings)) + "\n"


def _text_lines(findings: Findings) -> Iterator[str]:
    for title, group in _by_kind(findings):
        yield f"{title} ({len(group)})"
        for advice, same in groupby(group, lambda finding: finding.help):
            for finding in same:
                place = f"{printable(finding.where)}: " if finding.where else ""
                yield f"  {place}{printable(finding.message)}"
                yield from (f"      “{printable(quote)}”" for quote in finding.quotes[:_MOST])
                if len(finding.quotes) > _MOST:
                    yield f"      and {len(finding.quotes) - _MOST} more"
            yield f"    → {advice}"
        yield ""
    yield _verdict(findings)


def markdown(findings: Findings) -> str:
    """The findings as Markdown."""
    return "\n".join(_markdown_lines(findings)) + "\n"


def _markdown_lines(findings: Findings) -> Iterator[str]:
    yield "# Audit\n"
    yield _verdict(findings)
    for title, group in _by_kind(findings):
        yield f"\n## {plain(title)}"
        for advice, same in groupby(group, lambda finding: finding.help):
            yield f"\n{plain(advice)}\n"
            for finding in same:
                yield f"- {plain(finding.message)}"
                yield from (f"  - “{plain(quote)}”" for quote in finding.quotes)
                if finding.where:
                    yield f"  - {plain(finding.where)}"


def to_json(findings: Findings) -> str:
    """The findings for programs."""
    found = [asdict(finding) for finding in findings]
    return json.dumps({"findings": found}, ensure_ascii=False, indent=2) + "\n"


STYLES: dict[str, Callable[[Findings], str]] = {
    "text": text,
    "markdown": markdown,
    "json": to_json,
}


def _by_kind(findings: Findings) -> Iterator[tuple[str, list[Finding]]]:
    for kind, group in groupby(findings, lambda finding: finding.kind):
        yield CHECKS[kind].title, list(group)


def _verdict(findings: Findings) -> str:
    if not findings:
        return "Nothing to look into was found."
    things = "1 thing" if len(findings) == 1 else f"{len(findings):,} things"
    return f"{things} to look into. None of them need be wrong."
