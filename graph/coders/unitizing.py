"""How far two coders marked the same passages: precision, recall and F1 of their spans.

One coder is taken as the measure of the other. With |a| and |b| the numbers of spans each coder
marked and h the number that are matched one to one::

    precision = h / |b|        share of the second coder's spans that the first has
    recall    = h / |a|        share of the first coder's spans that the second has
    F1        = 2 h / (|a| + |b|)

by two rules of matching: *exact*, the spans begin and end at the same code points; *overlap*, they
share at least one code point, paired one to one by the greatest overlap (see ``matching``). Chance
need not be taken out: what neither coder marked, and could have, cannot be counted, and as it grows
kappa tends to F1 (G. Hripcsak and A. S. Rothschild, "Agreement, the F-measure, and reliability in
information retrieval", Journal of the American Medical Informatics Association 12 (2005) 296–298).

Beside it stands Krippendorff's alpha over the code points of the text, each either marked or not by
each coder (nominal; see ``alpha``).

Limits. F1 weighs a span of one word like one of three lines; alpha over code points does the
opposite, and as neighbouring code points are not independent no confidence interval is given. Neither
is the unitizing alpha of Krippendorff, Mathet, Bouvry and Widlöcher (2016).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.graph.coders.alpha import alpha_of
from detente.graph.coders.matching import Spans, common, length, match


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """``first`` and ``second`` spans were marked, ``hits`` of them matched; shares are 0 to 1, None
    where there is nothing to divide by."""

    first: int
    second: int
    hits: int

    @property
    def precision(self) -> float | None:
        return self.hits / self.second if self.second else None

    @property
    def recall(self) -> float | None:
        return self.hits / self.first if self.first else None

    @property
    def f1(self) -> float | None:
        both = self.first + self.second
        return 2 * self.hits / both if both else None


def exact_agreement(first: Spans, second: Spans) -> SpanAgreement:
    """Spans of two coders matched when they are the same.

    >>> exact_agreement([(0, 5), (7, 9)], [(0, 5)]).f1
    0.6666666666666666
    """
    ours, theirs = Counter(first), Counter(second)
    return SpanAgreement(len(first), len(second), (ours & theirs).total())


def overlap_agreement(first: Spans, second: Spans) -> SpanAgreement:
    """Spans of two coders matched one to one when they overlap.

    >>> overlap_agreement([(0, 5), (7, 9)], [(4, 8)]).hits
    1
    """
    pairs = match([[span] for span in first], [[span] for span in second])
    return SpanAgreement(len(first), len(second), len(pairs))


def character_alpha(first: Spans, second: Spans, size: int) -> float | None:
    """Alpha over the ``size`` code points of a text, marked or not; None when it is not defined.

    >>> character_alpha([(0, 5)], [(0, 5)], 10)
    1.0
    """
    both = common(first, second)
    one, other = length(first) - both, length(second) - both
    neither = size - both - one - other
    counted = {
        (True, True): 2.0 * both,
        (True, False): float(one + other),
        (False, True): float(one + other),
        (False, False): 2.0 * neither,
    }
    return alpha_of({cell: count for cell, count in counted.items() if count})


def all_spans(units: Sequence[Spans]) -> list[tuple[int, int]]:
    """The different spans that a coder's units rest on, in order."""
    return sorted({span for spans in units for span in spans})
