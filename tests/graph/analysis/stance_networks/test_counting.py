"""Networks from statements: the worked example, its normalised values by hand, and the laws."""

from collections import Counter
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.analysis.stance_networks.duplicates import DUPLICATES, counted
from detente.graph.analysis.stance_networks.normalise import ONE_MODE, TWO_MODE
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.statements import (
    Statement,
    implied,
    statements_of,
    without,
)
from detente.graph.analysis.stance_networks.twomode import two_mode
from detente.graph.errors import UsageError
from detente.graph.stances import Relations

# A supports 1 twice and opposes 2 once; B supports 1 once, opposes 2 once and supports 3 once.
SAID = (
    Statement("A", "1", "for", document="x", position="a1", quotes=("yes",)),
    Statement("A", "1", "for", document="y", position="a1", quotes=("again yes",)),
    Statement("A", "2", "against", document="x", position="a2", quotes=("no",)),
    Statement("B", "1", "for", document="x", position="b1", quotes=("fine",)),
    Statement("B", "2", "against", document="y", position="b2", quotes=("never",)),
    Statement("B", "3", "for", document="y", position="b3", quotes=("this",)),
)

# Congruence 2·1 (option 1, for) + 1·1 (option 2, against) = 3. Activities n(A) = 2 + 1, n(B) = 1 + 1 + 1.
BY_HAND = {
    "none": 3,
    "average": 3 / ((3 + 3) / 2),
    # Only A: nothing. Only B: option 3, once. Both: 2·1 + 1·1.
    "jaccard": 3 / (0 + 1 + 3),
    "cosine": 3 / (sqrt(2**2 + 1**2) * sqrt(1**2 + 1**2 + 1**2)),
    "product": 3 / (3 * 3),
}


@pytest.mark.parametrize("normalisation", ONE_MODE)
def test_the_worked_example(normalisation):
    said = counted(SAID)
    congruence = one_mode(said, "congruence", normalisation)
    assert BY_HAND[normalisation] == pytest.approx(congruence.weight("A", "B"))
    assert one_mode(said, "conflict", normalisation).ties == ()
    assert BY_HAND[normalisation] == pytest.approx(
        one_mode(said, "subtract", normalisation).weight("B", "A")
    )


def test_the_worked_example_names_its_statements_and_no_others():
    (tie,) = one_mode(counted(SAID), "congruence").ties
    assert (tie.plus, tie.minus) == (3, 0)
    assert set(tie.positions) == {"a1", "a2", "b1", "b2"}
    assert set(tie.quotes) == {"yes", "again yes", "no", "fine", "never"}


@pytest.mark.parametrize(
    ("duplicates", "expected"), [("all", 3), ("document", 3), ("range", 2), ("year", 3)]
)
def test_the_worked_example_without_duplicates(duplicates, expected):
    # Without dates, "year" compares within a document only, as "document" does.
    assert expected == one_mode(counted(SAID, duplicates), "congruence").weight("A", "B")


def test_the_worked_example_as_a_two_mode_network():
    said = counted(SAID)
    plain = {(tie.one, tie.other): tie.weight for tie in two_mode(said).ties}
    assert plain == {("A", "1"): 2, ("A", "2"): -1, ("B", "1"): 1, ("B", "2"): -1, ("B", "3"): 1}
    activity = two_mode(said, normalisation="activity")
    assert activity.weight("A", "1") == pytest.approx(2 / 3)
    # Option 1 is spoken of three times.
    assert two_mode(said, normalisation="prominence").weight("B", "1") == pytest.approx(1 / 3)
    assert list(two_mode(said).matrix()) == [(2, -1, 0), (1, -1, 1)]


def test_combine_tells_for_against_and_both():
    said = [
        *SAID,
        Statement("A", "2", "for"),
    ]
    combined = two_mode(counted(said), "combine")
    assert [combined.weight("A", "1"), combined.weight("A", "2"), combined.weight("B", "2")] == [
        1,
        3,
        2,
    ]
    assert combined.weight("A", "3") == 0


def test_mixed_stances_give_congruence_and_conflict_at_once():
    # A: for 2, against 1. B: for 1, against 3. Congruence 2·1 + 1·3 = 5, conflict 2·3 + 1·1 = 7.
    said = (
        [Statement("A", "o", "for")] * 2
        + [Statement("A", "o", "against")]
        + [Statement("B", "o", "for")]
        + [Statement("B", "o", "against")] * 3
    )
    weights = [
        one_mode(counted(said), kind).weight("A", "B")
        for kind in ("congruence", "conflict", "subtract")
    ]
    assert weights == [5, 7, -2]


def test_what_cancels_out_stays_a_tie_of_weight_nought():
    said = [Statement("A", "o", "for"), Statement("B", "o", "for"), Statement("B", "o", "against")]
    (tie,) = one_mode(counted(said)).ties
    assert (tie.weight, tie.plus, tie.minus) == (0, 1, 1)
    (tie, _) = two_mode(counted([*said[1:], said[0]])).ties[::-1]
    assert (tie.one, tie.weight) == ("B", 0)


def test_options_are_tied_by_the_parties_that_speak_of_them():
    network = one_mode(counted(SAID), "subtract", among="options")
    # 1 and 2: A for and against 2·1, B 1·1. 1 and 3: B 1·1 congruent. 2 and 3: B conflicts once.
    assert [network.weight(*pair) for pair in ("12", "13", "23")] == [-3, 1, -1]


@pytest.mark.parametrize(
    ("duplicates", "expected"),
    [("all", 6), ("document", 5), ("week", 5), ("month", 3), ("year", 2), ("range", 1)],
)
def test_duplicates_per_unit(duplicates, expected):
    # Monday 5 May 2025 and the Sunday of its week, the Monday after; June; 2026; no date.
    dates = ["2025-05-05", "2025-05-11", "2025-05-12", "2025-06-01", "2026-01-01", ""]
    said = [
        Statement("a", "o", "for", date, "d" if index < 2 else str(index))
        for index, date in enumerate(dates)
    ]
    kept = counted(said, duplicates)
    if duplicates in ("month", "year"):
        expected += 1  # the one without a date, which is compared within its document
    assert expected == len(kept)
    assert sorted(said) == sorted(statement for one in kept for statement in one.statements)


def test_other_directions_and_options_are_no_duplicates():
    said = [Statement("a", "o", "for"), Statement("a", "o", "against"), Statement("a", "p", "for")]
    assert len(counted(said, "range")) == 3


def test_exclusions():
    assert {one.party for one in without(SAID, {"party": ["A"]})} == {"B"}
    assert len(without(SAID, {"document": ["x"], "option": ["3"]})) == 2
    with pytest.raises(UsageError, match="Did you mean 'party'"):
        without(SAID, {"partys": ["A"]})


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: one_mode([], "agreement"),
        lambda: one_mode([], normalisation="activity"),
        lambda: one_mode([], among="issues"),
        lambda: two_mode([], "congruence"),
        lambda: two_mode([], normalisation="jaccard"),
        lambda: two_mode([], "combine", "activity"),
        lambda: counted([], "day"),
    ],
)
def test_what_there_is_not_is_said(wrong):
    with pytest.raises(UsageError):
        wrong()


def test_nothing_said_and_one_party():
    assert one_mode([]).ties == two_mode([]).ties == ()
    alone = one_mode(counted([Statement("a", "o", "for")]))
    assert (alone.rows, alone.ties) == (("a",), ())


def test_a_party_and_an_option_of_one_name_are_two_nodes():
    graph = two_mode(
        counted([Statement("a", "a", "for"), Statement("option a", "b", "for")])
    ).networkx()
    assert sorted(graph.edges) == [("a", "option option a"), ("option a", "b")]


statement = st.builds(
    Statement,
    st.sampled_from("abcd"),
    st.sampled_from("xyz"),
    st.sampled_from(["for", "against"]),
    st.sampled_from(["", "2025", "2025-05", "2025-05-01", "2025-05-08", "2024-12-31"]),
    st.sampled_from(["one", "two"]),
)
statements = st.lists(statement, max_size=25)


@given(statements, st.sampled_from(sorted(ONE_MODE)), st.sampled_from(DUPLICATES))
def test_subtract_is_congruence_less_conflict(said, normalisation, duplicates):
    kept = counted(said, duplicates)
    networks = {
        kind: one_mode(kept, kind, normalisation) for kind in ("congruence", "conflict", "subtract")
    }
    parties = networks["subtract"].rows
    for one in parties:
        for other in parties:
            weight = {kind: network.weight(one, other) for kind, network in networks.items()}
            assert weight["subtract"] == pytest.approx(weight["congruence"] - weight["conflict"])
            assert networks["congruence"].weight(other, one) == weight["congruence"] >= 0


@given(statements, st.permutations("abcd"))
def test_names_do_not_matter(said, names):
    new = dict(zip("abcd", names, strict=True))
    renamed = [
        Statement(new[one.party], one.option, one.direction, one.date, one.document) for one in said
    ]
    before, after = one_mode(counted(said)), one_mode(counted(renamed))
    assert {
        (frozenset((new[tie.one], new[tie.other])), tie.weight, tie.plus, tie.minus)
        for tie in before.ties
    } == {(frozenset((tie.one, tie.other)), tie.weight, tie.plus, tie.minus) for tie in after.ties}


@given(statements)
def test_weights_by_the_definition(said):
    counts = Counter((one.party, one.option, one.direction) for one in said)
    network = one_mode(counted(said), "congruence")
    for one in "abcd":
        for other in "abcd":
            if one != other:
                expected = sum(
                    counts[one, option, way] * counts[other, option, way]
                    for option in "xyz"
                    for way in ("for", "against")
                )
                assert expected == network.weight(one, other)


@given(statements, st.sampled_from(sorted(ONE_MODE)))
def test_normalised_weights_of_things_counted_once_are_at_most_one(said, normalisation):
    network = one_mode(counted(said, "range"), "congruence", normalisation)
    if normalisation != "none":
        assert all(0 < tie.weight <= 1 + 1e-12 for tie in network.ties)


@given(statements, st.sampled_from(DUPLICATES))
def test_counting_once_only_removes_and_loses_no_statement(said, duplicates):
    kept = counted(said, duplicates)
    assert len(counted(said, "range")) <= len(kept) <= len(said)
    assert Counter(said) == Counter(one for group in kept for one in group.statements)


@given(statements, st.sampled_from(TWO_MODE))
def test_two_mode_weights_have_the_sign_of_the_majority(said, normalisation):
    for tie in two_mode(counted(said), normalisation=normalisation).ties:
        assert (tie.weight > 0) == (tie.plus > tie.minus)
        assert (tie.weight < 0) == (tie.plus < tie.minus)


RELATIONS = Relations(
    {"all": frozenset({"some"})}, {"some": frozenset({"none"}), "none": frozenset({"some"})}
)


@pytest.mark.parametrize(
    ("option", "direction", "expected"),
    [
        ("all", "for", {"all": "for", "some": "for", "none": "excludes"}),
        ("some", "for", {"some": "for", "none": "excludes"}),
        # What entails what is excluded, too.
        ("none", "for", {"none": "for", "some": "excludes", "all": "excludes"}),
        ("some", "against", {"some": "against", "all": "against"}),
        ("none", "against", {"none": "against"}),
    ],
)
def test_what_follows_from_a_statement(option, direction, expected):
    found = implied([Statement("a", option, direction)], RELATIONS, ["all", "some", "none"])
    assert expected == {one.option: one.direction for one in found}
    assert {one.via for one in found if one.option != option} <= {option}


def test_to_leave_out_the_same_is_no_agreement():
    third = Relations({}, {one: frozenset("xyz") - {one} for one in "xyz"})
    said = implied([Statement("a", "x", "for"), Statement("b", "y", "for")], third, "xyz")
    network = one_mode(counted(said))
    # At x: a for, b excludes. At y: the reverse. At z: both exclude, which is nothing.
    (tie,) = network.ties
    assert (tie.plus, tie.minus, tie.weight) == (0, 2, -2)
    assert {one.option for one in tie.statements} == {"x", "y"}
    (also,) = one_mode(counted(said), "conflict").ties
    assert tie.statements == also.statements
    assert two_mode(counted(said)).weight("a", "z") == -1


def test_statements_of_the_seed_lead_back_to_its_text(seed):
    said = statements_of(seed)
    text = seed.dossier.sheets[0].source.text
    assert len(said) == 15
    assert all(quote in text for one in said for quote in one.quotes)
    # One position that two statements show is two statements; one statement that shows two, too.
    assert Counter(one.position for one in said)["ukraine-nato-bid"] == 2
    assert len({one.said for one in said}) < len(said)
    assert not {"us-leaving-talks", "us-withdrawal-withheld"} & {one.position for one in said}


def test_superseded_positions_are_left_out_unless_asked_for(turtle):
    graph = turtle("""
        :d a neg:Document . :w a neg:Passage ; oa:exact "w" ; oa:start 0 ; oa:end 1 ; prov:wasQuotedFrom :d .
        :s neg:passage :w .
        :p a neg:Position ; neg:holder :a ; neg:option :o ; neg:act code:refuse ; neg:evidencedBy :s ;
            neg:status code:superseded .
        :q a neg:Position ; neg:holder :a ; neg:option :o ; neg:act code:demand ; neg:evidencedBy :s ;
            neg:status code:current .
    """)
    (current,) = statements_of(graph)
    assert (current.direction, current.quotes, current.date) == ("for", ("w",), "")
    assert [one.direction for one in statements_of(graph, superseded=True)] == ["for", "against"][
        ::-1
    ]
    assert statements_of(turtle("")) == ()
