"""Units: boxes with a context of their own, judged each in its context."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsketch import shorthand
from orgsketch.compare import many, pick, two
from orgsketch.compare.disputes import dispute
from orgsketch.drawing.badges import badges
from orgsketch.drawing.declared import context, context_at
from orgsketch.exporters.noted import messages
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply, diff, invert
from orgsketch.model.merge import merge
from orgsketch.model.records import UNKNOWN, Answer
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Finding, Report, changes, news, to_json
from orgsketch.rules.pack import load_book
from orgsketch.rules.situation import Situation
from orgsketch.rules.units import Passage, Split, context_keys, units_of
from tests.charts import Step, big_chart, do, session, steps
from tests.rules.test_engine import rule_charts
from tests.rules.test_situation import GUIDES
from tests.rules.test_steps import Session

BOOK = load_book(("product-marketing", "spans-and-layers"))
ENGINE = Engine(BOOK)
KEYS = context_keys(BOOK.words)
TWO_LINES = "CEO[GM1[Product1[PM1 PMM1] Marketing1[Marcom1]] GM2[Product2[PM2] Marketing2[PMM2 Marcom2]]]"


def chart_of(line: str) -> Chart:
    return shorthand.read(line, BOOK.vocabulary)


def box(chart: Chart, title: str) -> str:
    (found,) = [key for key, record in chart.boxes.items() if record.title == title]
    return found


def say(chart: Chart, about: str | None, **answers: str) -> Chart:
    for key, value in answers.items():
        chart = do(chart, edits.answer, about, key, Answer(value))
    return chart


def found(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def lines() -> tuple[Chart, str, str]:
    """Two product lines whose heads say the opposite of each other, and the two heads."""
    chart = chart_of(TWO_LINES)
    one, other = box(chart, "GM 1"), box(chart, "GM 2")
    chart = say(chart, one, product_knows_market="no", market_knows_product="yes", segment="b2b")
    return (
        say(chart, other, product_knows_market="yes", market_knows_product="no", segment="consumer"),
        one,
        other,
    )


def test_two_units_with_opposite_contexts_are_each_judged_in_their_own() -> None:
    chart, one, other = lines()
    report = ENGINE.report(chart)
    (against,) = found(report, "CTX108")  # sells to businesses, and product marketing sits in product
    assert against.boxes == (one,)
    assert against.message.startswith("Companies that sell to businesses")
    assert against.message.endswith("In GM 1 none of it sits there.")
    (against,) = found(report, "CTX107")  # sells to consumers, and product marketing sits in marketing
    assert against.boxes == (other,)
    turned = say(chart, one, segment="consumer")
    turned = ENGINE.report(say(turned, other, segment="b2b"))
    assert not found(turned, "CTX107")
    assert not found(turned, "CTX108")


def test_a_finding_about_a_unit_names_it_and_never_this_chart() -> None:
    chart, one, other = lines()
    chart = do(chart, edits.rename, one, "{team} [a|b] Line")
    of_units = [f for f in ENGINE.report(chart).findings if f.unit and BOOK.rules[f.rule].tally is None]
    assert {f.unit for f in of_units} == {one, other}
    for finding in of_units:
        assert ("{team} [a|b] Line" if finding.unit == one else "GM 2") in finding.message
        assert "this chart" not in finding.message


def test_a_fact_of_the_company_is_that_of_the_nearest_unit_for_every_box() -> None:
    """PMM104 depends on the size of the company; each product marketer is read in its own."""
    chart = chart_of(
        "CEO[GM1[Product1[PM1] Marketing1[PMM1]] GM2[Product2[PM2] Marketing2[PMM2]]] @ size=big"
    )
    assert found(ENGINE.report(chart), "PMM104") == []
    small = say(chart, box(chart, "GM 2"), size="small")
    (finding,) = found(ENGINE.report(small), "PMM104")
    assert finding.boxes == (box(chart, "Product Marketing 2"),)


def test_a_unit_below_a_unit_says_only_what_is_different() -> None:
    chart = say(chart_of("CEO[GM1[GM2[Product[PM PMM]]]]"), None, size="big")
    one, other = box(chart, "GM 1"), box(chart, "GM 2")
    chart = say(say(chart, one, segment="b2b"), other, size="small")
    split = Split(chart, units_of(chart, KEYS), KEYS)
    said = {key: answer.value for key, answer in split.head(other).answers.items()}
    assert said == {"segment": "b2b", "size": "small"}
    assert split.owner(box(chart, "Product Marketing")) == other
    assert split.owner(box(chart, "CEO")) is None


def test_a_unit_is_accepted_for_itself() -> None:
    chart, one, other = lines()
    accepted = do(chart, edits.accept, "HON101", one, reason="Agreed")
    states = {finding.boxes: finding.state for finding in found(ENGINE.report(accepted), "HON101")}
    assert states == {(one,): "accepted", (other,): "open"}


def test_an_acceptance_for_a_unit_that_is_one_no_more_is_stale() -> None:
    chart, one, _other = lines()
    chart = do(chart, edits.accept, "CTX108", one, reason="Agreed")
    (stale,) = found(ENGINE.report(say(chart, one, segment="consumer")), "CTX108")
    assert (stale.state, stale.boxes) == ("stale", (one,))


def test_what_is_open_is_asked_of_the_company_once_and_of_a_unit_only_where_it_spoke() -> None:
    chart, one, _other = lines()
    asked = [q.about for q in ENGINE.report(chart).questions if q.fact == "company.segments_known"]
    assert asked == [None]
    doubtful = say(chart, one, segments_known=UNKNOWN)
    asked_of = {
        q.about: q.is_set_aside
        for q in ENGINE.report(doubtful).questions
        if q.fact == "company.segments_known"
    }
    assert asked_of == {None: False, one: True}
    assert not [q for q in ENGINE.report(chart).questions if q.fact == "company.segment"]


def test_nothing_is_concluded_from_what_is_missing_outside_the_units() -> None:
    """All product roles sit in the units: the company beside them does not lack them."""
    chart, _one, _other = lines()
    chart = do(chart, edits.add, title="Sales", functions=("sales",), manager=box(chart, "CEO"))
    report = ENGINE.report(chart)
    assert not [f for f in report.findings if not f.boxes and BOOK.texts[f.rule].absent]
    assert not [q for q in report.questions if q.fact in ("all_boxes", "all_relations")]


def test_a_remedy_of_a_unit_changes_the_chart_itself() -> None:
    chart, one, other = lines()
    tried = 0
    for finding in ENGINE.report(chart).findings:
        for remedy in finding.remedies:
            if remedy.diff:
                after = apply(remedy.diff, chart)
                tried += 1
                assert to_json(ENGINE.advance(ENGINE.report(chart), remedy.diff, after)) == to_json(
                    ENGINE.report(after)
                )
                assert after.head == chart.head or not finding.boxes, finding.rule
    assert tried
    assert one != other


def test_an_answer_taken_back_restores_what_was_found() -> None:
    chart = chart_of(TWO_LINES)
    report = ENGINE.report(chart)
    for key, value in (("segment", "b2b"), ("size", "small"), ("product_knows_market", "no")):
        change = edits.answer(chart, box(chart, "GM 1"), key, Answer(value))
        after = ENGINE.advance(report, change, apply(change, chart))
        assert to_json(after) != to_json(report)
        undone = ENGINE.advance(after, invert(change), chart)
        assert to_json(undone) == to_json(report)
        assert undone.questions == report.questions


def test_a_chart_without_units_is_read_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object) -> None:
        raise AssertionError("a chart without units was split")

    monkeypatch.setattr("orgsketch.rules.contexts._report", never)
    chart = say(chart_of(TWO_LINES), None, segment="b2b")
    chart = say(chart, box(chart, "GM 1"), rationale="Because of its customers")
    report = ENGINE.report(chart)
    change = edits.answer(chart, box(chart, "GM 1"), "pnl", Answer("yes"))
    ENGINE.advance(report, change, apply(change, chart))


def test_units_survive_the_file(tmp_path: Path) -> None:
    chart, _one, _other = lines()
    path = tmp_path / "units.orgsketch"
    chartfile.save(chart, path)
    again = chartfile.open_strictly(path)
    loaded = chartfile.load(path)
    assert loaded.problems == ()
    assert chartfile.to_bytes(loaded.chart) == path.read_bytes()
    assert to_json(ENGINE.report(loaded.chart)) == to_json(ENGINE.report(chart))
    assert again is not None


def test_news_are_told_between_any_two_kinds_of_report() -> None:
    chart = chart_of(TWO_LINES)
    united = say(chart, box(chart, "GM 1"), segment="b2b")
    plain, split = ENGINE.report(chart), ENGINE.report(united)
    for one, other in ((plain, split), (split, plain), (split, split)):
        assert news(one, other).added == changes(one, other).added
        assert news(one, other).resolved == changes(one, other).resolved


# ---- what others read of them ----


def test_exports_name_what_a_unit_says_otherwise() -> None:
    chart, one, _other = lines()
    chart = say(chart, None, segment="b2b", size="small")
    chart = say(chart, one, size="small")
    told = context(chart, BOOK.vocabulary)
    (first,) = [line for line in told if line.startswith("GM 1: ")]
    (second,) = [line for line in told if line.startswith("GM 2: ")]
    assert "consumers" in second
    assert "businesses" not in first  # as the company


def test_exports_say_in_whose_context_a_finding_about_a_team_holds() -> None:
    chart, one, other = lines()
    report = ENGINE.report(chart)
    (about_team,) = found(report, "PMM104")
    (about_unit,) = found(report, "CTX108")
    assert (about_team.unit, about_unit.unit) == (other, one)
    assert messages(chart, [about_team]) == [f"In the context of GM 2: {about_team.message}"]
    assert messages(chart, [about_unit]) == [about_unit.message]


def test_a_branch_is_headed_by_what_holds_there() -> None:
    chart, _one, _other = lines()
    chart = say(chart, None, size="small")
    nested = say(chart, box(chart, "Product 1"), size="big")
    inside = context_at(nested, BOOK.vocabulary, box(chart, "Product Marketing 1"))
    assert inside[0].startswith("In Product 1: product knows the market: no")
    assert {"it sells to: businesses (B2B, enterprise)", "size: big"} <= set(inside)
    assert context_at(nested, BOOK.vocabulary, box(chart, "CEO")) == context(nested, BOOK.vocabulary)
    told = [line for line in context(nested, BOOK.vocabulary) if line.startswith("Product 1 in GM 1: ")]
    assert told == ["Product 1 in GM 1: size: big"]


def test_the_card_of_a_unit_wears_its_context() -> None:
    chart, one, _other = lines()
    chart = say(chart, one, size="big", long_cycles="yes")
    (sign,) = badges(chart, chart.boxes[one], BOOK.vocabulary)
    assert (sign.icon, sign.title) == ("compass", "A context of its own")
    assert sign.words.startswith("a context of its own: product knows the market: no")
    assert sign.words.endswith(", 2 more")
    assert badges(chart, chart.boxes[box(chart, "CEO")], BOOK.vocabulary) == ()


def test_what_cannot_be_settled_beside_units_is_not_asked() -> None:
    """All product roles sit in units: whom the rest of the company sells to decides nothing."""
    chart, _one, _other = lines()
    for part in ("boxes", "relations"):
        chart = do(chart, edits.change_chart, complete=replace(chart.head.complete, **{part: True}))
    assert "company.segment" not in {asked.fact for asked in ENGINE.report(chart).questions}


def test_two_charts_whose_units_differ_are_judged_in_different_cases() -> None:
    chart, one, other = lines()
    after = say(chart, one, segment="consumer")
    compared = two(chart, after, words=BOOK.vocabulary)
    (row,) = compared.context
    assert (row.box, row.title, row.was) == (one, "GM 1", "Businesses (B2B, enterprise)")
    assert compared.changes == ()
    assert apply(row.revert, after) == chart
    assert compared.case_heading == "What is said of GM 1 differs"
    assert compared.other_case.endswith("different cases: what is said of GM 1 differs.")
    both = say(say(after, other, segment="b2b"), None, size="big")
    assert (
        two(chart, both, words=BOOK.vocabulary).case_heading
        == "What is said of the company and 2 units differs"
    )
    assert two(chart, say(chart, None, size="big")).case_heading == "The company is described differently"


def test_the_matrix_has_a_row_for_what_a_unit_says_otherwise() -> None:
    chart, one, other = lines()
    options = [chart, say(chart, one, segment="both"), do(chart, edits.remove, other)]
    found = many(options, [ENGINE.report(option) for option in options], words=BOOK.vocabulary)
    section = found.section("case")
    assert section is not None
    rows = {row.title: [cell.text for cell in row.cells] for row in section.rows}
    assert rows["GM 1: Who do you sell to?"] == [
        "Businesses (B2B, enterprise)",
        "Both",
        "Businesses (B2B, enterprise)",
    ]
    assert rows["GM 2: Who do you sell to?"] == ["Consumers", "Consumers", "–"]


def test_two_people_answer_for_one_unit_and_nothing_is_lost() -> None:
    chart, one, _other = lines()
    base = say(chart, one, size="small")
    ours, theirs = say(base, one, size="growing"), say(base, one, long_cycles="yes", segment="both")
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    said = {key: answer.value for key, answer in merged.chart.boxes[one].answers.items()}
    assert (said["size"], said["long_cycles"], said["segment"]) == ("growing", "yes", "both")
    disputed = merge(base, ours, say(theirs, one, size="big"))
    (conflict,) = disputed.conflicts
    told = dispute(disputed.chart, conflict, BOOK.vocabulary)
    assert told.title == "GM 1"
    assert "Is the company small, growing or big?" in told.sentence
    assert (told.base, told.ours, told.theirs) == ("Small", "Growing", "Big")


def test_a_placement_in_a_unit_is_seen_in_its_context() -> None:
    chart, one, _other = lines()
    inside = Situation(BOOK, GUIDES, chart, None, box(chart, "Product Marketing 1"))
    assert inside.value("company.segment") == "b2b"
    assert inside.place("company.segment") == one
    assert inside.place("company.size") is None
    assert Situation(BOOK, GUIDES, chart).value("company.segment") is None


# ---- what a context is ----


def key_of(finding: Finding) -> tuple[str, tuple[str, ...]]:
    return finding.rule, finding.boxes


@settings(max_examples=30)
@given(rule_charts(), st.data())
def test_rules_about_boxes_say_in_a_unit_what_they_say_of_the_whole_chart_in_its_context(
    chart: Chart, data: st.DataObject
) -> None:
    """What does not mind the company is asked once for all; it must not be lost, nor come twice."""
    chart = united(chart, data.draw(SAID))
    split = Split(chart, units_of(chart, KEYS), KEYS)
    expected = set()
    for unit in (None, *split.units):
        for finding in ENGINE.report_plain(split.whole(unit)).findings:
            mine = tuple(box for box in finding.boxes if split.owner(box) == unit)
            if mine and finding.state != "stale":
                expected.add((finding.rule, mine))
    of_boxes = [f for f in ENGINE.report(chart).findings if BOOK.rules[f.rule].tally and f.state != "stale"]
    assert len(of_boxes) == len({key_of(finding) for finding in of_boxes})
    assert {key_of(finding) for finding in of_boxes} == expected


@settings(max_examples=60)
@given(rule_charts(), st.data())
def test_a_change_does_to_a_part_what_it_does_to_the_chart(chart: Chart, data: st.DataObject) -> None:
    chart = united(chart, data.draw(SAID))
    changes = list(session(chart, data.draw(steps(6))))
    if data.draw(st.booleans()):
        other = united(chart, data.draw(SAID))
        changes = [(chart, diff(chart, other), other)]
    for before, change, after in changes:
        was, now = (Split(state, units_of(state, KEYS), KEYS) for state in (before, after))
        passage = Passage(was, change, now)
        for unit in {None, *(was.units & now.units)}:
            part = was.part(unit)
            assert apply(passage.of_part(unit, part), part) == now.part(unit)


def test_a_finding_tells_in_whose_context_it_holds() -> None:
    chart, one, other = lines()
    units = {finding.boxes: finding.unit for finding in found(ENGINE.report(chart), "HON101")}
    assert units == {(one,): one, (other,): other}
    chart = chart_of(
        "CEO[GM1[Product1[PM1] Marketing1[PMM1]] GM2[Product2[PM2] Marketing2[PMM2]]] @ size=big"
    )
    small = say(chart, box(chart, "GM 2"), size="small")
    (finding,) = found(ENGINE.report(small), "PMM104")
    assert finding.unit == box(chart, "GM 2")
    report = ENGINE.report(small)
    plain = [rule.code for rule in BOOK.rules.values() if rule.tally and not rule.minds_company]
    assert all(f.unit is None for f in report.findings if f.rule in plain)


# ---- step by step ----

CONTEXT = {
    "segment": ("b2b", "consumer", UNKNOWN),
    "size": ("small", "growing", "big"),
    "product_knows_market": ("yes", "mostly", "no"),
    "market_knows_product": ("yes", "no"),
    "segments_known": ("yes", "no"),
}
SAID = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from(sorted(CONTEXT)), st.integers(0, 2)), min_size=1, max_size=5
)


def united(chart: Chart, said: list[tuple[int, str, int]]) -> Chart:
    boxes = sorted(chart.boxes)
    for number, key, choice in said:
        values = CONTEXT[key]
        chart = say(chart, boxes[number % len(boxes)], **{key: values[choice % len(values)]})
    return chart


@settings(max_examples=60)
@given(rule_charts(), SAID, steps(6))
def test_evaluating_units_by_steps_equals_evaluating_afresh(
    chart: Chart, said: list[tuple[int, str, int]], tried: list[Step]
) -> None:
    chart = united(chart, said)
    report = ENGINE.report(chart)
    for _before, change, after in session(chart, tried):
        report = ENGINE.advance(report, change, after)
        fresh = ENGINE.report(after)
        assert to_json(report) == to_json(fresh)
        assert report.questions == fresh.questions


@settings(max_examples=30)
@given(rule_charts(), SAID, steps(4))
def test_the_news_of_a_step_among_units_are_its_changes(
    chart: Chart, said: list[tuple[int, str, int]], tried: list[Step]
) -> None:
    chart = united(chart, said)
    for before, change, after in session(chart, tried):
        old = ENGINE.report(before)
        new = ENGINE.advance(old, change, after)
        told, all_told = news(old, new), changes(old, new)
        assert (told.added, told.resolved) == (all_told.added, all_told.resolved)


@settings(max_examples=40)
@given(rule_charts(), SAID, SAID)
def test_units_come_and_go_by_steps(
    chart: Chart, said: list[tuple[int, str, int]], more: list[tuple[int, str, int]]
) -> None:
    states = [chart, united(chart, said), united(united(chart, said), more), united(chart, more), chart]
    report = ENGINE.report(chart)
    for before, after in pairwise(states):
        report = ENGINE.advance(report, diff(before, after), after)
        fresh = ENGINE.report(after)
        assert to_json(report) == to_json(fresh)
        assert report.questions == fresh.questions


@pytest.mark.parametrize("seed", range(3))
def test_every_step_among_units_is_as_a_fresh_evaluation(seed: int) -> None:
    dice = Random(seed)
    work = Session(seed, united(big_chart(60, seed), [(dice.randint(0, 99), "segment", n) for n in range(3)]))
    report = ENGINE.report(work.chart)
    for step in range(12):
        change = work.step()
        if step % 3 == 2:
            key = dice.choice(sorted(CONTEXT))
            said = Answer(dice.choice(CONTEXT[key])) if dice.random() < 0.7 else None
            change = edits.answer(work.chart, dice.choice(sorted(work.chart.boxes)), key, said)
        work.chart = apply(change, work.chart)
        report = ENGINE.advance(report, change, work.chart)
        fresh = ENGINE.report(work.chart)
        assert to_json(report) == to_json(fresh), change
        assert report.questions == fresh.questions, change


@settings(max_examples=40)
@given(rule_charts(), SAID, SAID)
def test_whatever_units_say_otherwise_is_told_and_taken_back_one_by_one(
    chart: Chart, said: list[tuple[int, str, int]], more: list[tuple[int, str, int]]
) -> None:
    before, after = united(chart, said), united(united(chart, said), more)
    compared = two(before, after, words=BOOK.vocabulary)
    assert compared.changes == ()
    for row in compared.context:
        assert row.what
        assert row.was != row.now
        after = apply(pick(row, after, is_revert=True), after)
    assert after == before
