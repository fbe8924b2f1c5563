"""The engine: teams, severities, acceptances, open questions, and evaluation by steps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsketch import shorthand
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, diff
from orgsketch.model.records import Complete, Head
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Finding, Report, changes, to_json
from orgsketch.rules.pack import load_book
from tests.charts import Step, big_chart, charts, session, steps

BOOK = load_book()
ENGINE = Engine(BOOK)


def chart_of(line: str) -> Chart:
    return shorthand.read(line, BOOK.vocabulary)


def report_of(line: str) -> Report:
    return ENGINE.report(chart_of(line))


def found(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def the(line: str, rule: str) -> Finding:
    (finding,) = found(report_of(line), rule)
    return finding


def titles(line: str, finding: Finding) -> list[str]:
    chart = chart_of(line)
    return [chart.boxes[box].title for box in finding.boxes]


# ---- teams ----


def test_ten_product_managers_under_one_head_are_one_finding() -> None:
    line = "CEO[Dev[" + " ".join(f"PM{number}" for number in range(10)) + "]]"
    finding = the(line, "DEV101")
    assert len(finding.boxes) == 10
    assert finding.message.startswith("The ten product management boxes under Development ")


def test_two_teams_are_two_findings_topmost_first() -> None:
    line = "CEO[Marketing[PMM1 PMM2[PMM3]] Sales[PMM4] Product[PM]]"
    first, second = found(report_of(line), "UNI101")
    assert [titles(line, finding) for finding in (first, second)] == [
        ["Product Marketing 1", "Product Marketing 2", "Product Marketing 3"],
        ["Product Marketing 4"],
    ]


def test_what_a_lead_declares_holds_for_its_team_unless_they_differ() -> None:
    line = "CEO[Product[PM PMM1{know=n}[PMM2 PMM3{know=y}[PMM4]]]]"
    assert titles(line, the(line, "PMM212")) == ["Product Marketing 1", "Product Marketing 2"]


def test_a_headcount_on_the_lead_is_the_whole_teams() -> None:
    assert found(report_of("CEO[Product[PM PMM1{n=3,prod=3}[PMM2]]]"), "CAP101") == []
    assert found(report_of("CEO[Product[PM PMM1{prod=3}[PMM2 PMM3]]]"), "CAP101") == []
    assert found(report_of("CEO[Product[PM PMM1{prod=4}[PMM2 PMM3]]]"), "CAP101") != []


def test_a_vacant_lead_does_not_empty_its_team() -> None:
    assert found(report_of("CEO[Product[PM PMM1{n=0}[PMM2]]]"), "CAP105") == []


def test_a_finding_about_the_chart_has_no_boxes() -> None:
    assert the("CEO[Product[PM PMM]]", "UNI103").boxes == ()


# ---- severity ----


@pytest.mark.parametrize(
    ("line", "rule", "severity"),
    [
        ("CEO[Marketing[PMM] Product[PM]]", "PMM101", "major"),
        ("CEO[Marketing[PMM{r=closing}] Product[PM]]", "PMM101", "critical"),
        ("CEO[Marketing{attuned=y}[PMM] Product[PM]]", "PMM101", "minor"),
        ("CEO[Marketing{attuned=y}[PMM{r=closing}] Product[PM]]", "PMM101", "major"),
        ("CEO[Marketing[PMM PM]]", "PMM101", "minor"),
        ("CEO[Marketing[PMM1{r=closing}] Sales Marketing2[PMM2] Product[PM]]", "PMM101", "critical"),
        ("CEO[PMM Product[PM]] @ size=small", "PMM116", "minor"),
        ("CEO[PMM Product[PM]]", "PMM116", "info"),
        ("CEO[Product[PM PMM{prod=2}]]", "CAP101", "minor"),
        ("CEO[Product[PM PMM{prod=3}]]", "CAP101", "major"),
        ("CEO[Product[PM{r=roadmap}]] @ size=small", "CAP105", "minor"),
        ("CEO[Product[PM{r=roadmap+positioning}]]", "CAP105", "major"),
        ("Founder[Blend{n=1,r=listen+positioning} Dev] @ size=small", "BLD101", "minor"),
        ("CEO[Marketing[Product[PM] ] PMM]", "UNI118", "major"),
        ("CEO[Marketing[PMM{r=content}] Product[PM]] @ in=2 out=1", "INF101", "critical"),
        ("CEO[Product[PM]] @ segs=n shaky=y", "GRW101", "major"),
        ("CEO[Marketing[PMM{mand=in,pres=launch}] Product[PM]] @ in=3 out=1", "EMB102", "critical"),
    ],
)
def test_severity_is_raised_and_then_lowered_once(line: str, rule: str, severity: str) -> None:
    assert found(report_of(line), rule)[0].severity == severity


def test_only_the_same_team_raises_a_severity() -> None:
    line = "CEO[Marketing[PMM1{r=closing}] Marketing2[PMM2] Product[PM]]"
    assert sorted(finding.severity for finding in found(report_of(line), "PMM101")) == ["critical", "major"]


def test_what_lowers_a_severity_is_told() -> None:
    line = "CEO[Marketing[PMM{mand=in,pres=design+roadmap}] Product[PM]] @ in=3 out=1"
    assert the(line, "PMM101").lowered_by == (f"CTX109 {BOOK.texts['CTX109'].title}",)
    noted = the(line, "PMM104")
    assert (noted.severity, noted.lowered_by) == ("minor", (f"CTX109 {BOOK.texts['CTX109'].title}",))


# ---- what is unknown ----


def test_a_nominal_line_leaves_placement_open_and_asks_who_the_manager_is() -> None:
    report = report_of("CEO[Marketing[PMM{nominal}] Product[PM]]")
    (asked,) = [asked for asked in report.questions if asked.fact == "box.reports_to"]
    assert {"PMM101", "UNI101", "UNI104"} <= set(asked.decides)
    assert not found(report, "PMM101")


def test_an_unclassified_box_leaves_open_what_hangs_below_it() -> None:
    chart = chart_of("CEO[Marketing[PMM] Product[PM]]")
    marketing = next(box.id for box in chart.boxes.values() if box.function == "marketing")
    chart = apply(edits.set_functions(chart, marketing, []), chart)
    report = ENGINE.report(chart)
    (asked,) = [asked for asked in report.questions if asked.fact == "box.functions"]
    assert asked.about == marketing
    assert set(asked.decides) >= {"PMM101", "UNI101"}


def test_about_an_unplaced_box_nothing_is_asked() -> None:
    report = report_of("CEO[Product[PM]] PMM")
    box = next(box.id for box in report_chart().boxes.values() if box.function == "product_marketing")
    assert not [asked for asked in report.questions if asked.about == box]
    codes = {code for asked in report.questions for code in asked.decides}
    assert "UNI101" not in codes
    assert not found(report, "UNI101")


def report_chart() -> Chart:
    return chart_of("CEO[Product[PM]] PMM")


@pytest.mark.parametrize("line", ["CEO[PM PMM]", "PM PMM", "Other[PM PMM]"])
def test_a_blank_sketch_shows_no_risk(line: str) -> None:
    chart = chart_of(line)
    for box in [box.id for box in chart.boxes.values() if box.function == "other"]:
        chart = apply(edits.set_functions(chart, box, []), chart)
    sketch = apply(edits.change_chart(chart, complete=Complete()), chart)
    kinds = {finding.kind for finding in ENGINE.report(sketch).findings}
    assert not kinds & {"risk", "watch_out"}


def test_a_claim_of_absence_waits_until_all_is_shown() -> None:
    report = report_of("CEO[PM PMM] @ boxes=part relations=part")
    asked = {asked.fact: asked.decides for asked in report.questions}
    assert "DEV105" in asked["all_boxes"]
    assert "UNI110" in asked["all_relations"]


def test_a_question_is_asked_once_a_team() -> None:
    asked = [
        a for a in report_of("CEO[Product[PM PMM1 PMM2]]").questions if a.fact == "box.product_knowledge"
    ]
    assert [len(question.boxes) for question in asked] == [2]


def test_dont_know_is_kept_and_asked_last() -> None:
    report = report_of("CEO[Marketing[PMM] Product[PM]] @ seg=? size=?")
    (asked,) = [asked for asked in report.questions if asked.fact == "company.segment"]
    assert asked.is_set_aside
    assert report.questions[-1].is_set_aside
    assert report.questions[0].fact in ("company.product_knows_market", "company.market_knows_product")


# ---- acceptances ----


def test_an_accepted_finding_stays_visible_and_a_stale_one_is_reported() -> None:
    chart = chart_of("CEO[Marketing[PMM] Product[PM]]")
    box = next(box.id for box in chart.boxes.values() if box.function == "product_marketing")
    product = next(box.id for box in chart.boxes.values() if box.function == "product")
    accepted = apply(edits.accept(chart, "PMM101", box, reason="known"), chart)
    assert [finding.state for finding in found(ENGINE.report(accepted), "PMM101")] == ["accepted"]
    moved = apply(edits.move(accepted, box, product), accepted)
    (stale,) = found(ENGINE.report(moved), "PMM101")
    assert (stale.state, stale.boxes) == ("stale", (box,))


def test_an_acceptance_that_ran_out_counts_no_more() -> None:
    chart = chart_of("CEO[Marketing[PMM] Product[PM]]")
    box = next(box.id for box in chart.boxes.values() if box.function == "product_marketing")
    chart = apply(edits.accept(chart, "PMM101", box, reason="known", until="2001-01-31"), chart)
    assert [finding.state for finding in found(ENGINE.report(chart), "PMM101")] == ["open"]


# ---- findings in words ----


def test_titles_are_never_read_as_templates() -> None:
    line = '"{served} [a|b] {manager}":CEO["{team}":Marketing["<b>{home}":PMM] Product[PM]]'
    finding = the(line, "PMM101")
    assert "<b>{home} reports to {team}, inside marketing" in finding.message


def test_a_finding_says_what_it_rests_on_and_what_is_unknown() -> None:
    finding = the("CEO[Marketing[PMM] Product[PM]]", "PMM101")
    assert finding.because[0].text == "The home of Product Marketing: Marketing"
    assert {reason.fact for reason in finding.because if reason.holds == "unknown"} >= {"leader.attuned"}


def test_disputes_say_whether_they_hold_here() -> None:
    line = "CEO[Marketing{bigm=y}[PMM] Product[PM]] @ in=3 out=1"
    said = {dispute.rule: dispute.holds_here for dispute in the(line, "PMM101").disputed_by}
    assert (said["CTX103"], said["PMM107"], said["PMM109"], said["PMM111"]) == ("yes", "yes", "no", "unknown")


def test_every_message_of_the_pack_reads_whole_on_its_own_example() -> None:
    for text in BOOK.texts.values():
        for finding in found(report_of(text.fires), text.code):
            assert not set("{}[]|") & set(finding.message), (text.code, finding.message)
            assert finding.because, text.code
            assert all(reason.text for reason in finding.because)


def test_remedies_are_edits_that_can_be_applied() -> None:
    for text in BOOK.texts.values():
        chart = chart_of(text.fires)
        for finding in found(ENGINE.report(chart), text.code):
            for remedy in finding.remedies:
                if remedy.diff is not None:
                    assert remedy.edits
                    assert apply(remedy.diff, chart) != chart


def test_moving_as_the_first_remedy_says_ends_the_finding() -> None:
    chart = chart_of("CEO[Marketing[PMM] Product[PM]]")
    (finding,) = found(ENGINE.report(chart), "PMM101")
    change = finding.remedies[0].diff
    assert change is not None
    after = ENGINE.report(apply(change, chart))
    assert not found(after, "PMM101")
    assert found(after, "PMM102")


def test_findings_are_ranked_by_severity() -> None:
    order = ["critical", "major", "minor", "info"]
    ranks = [order.index(finding.severity) for finding in report_of("CEO[Dev[PM PMM] Marketing]").findings]
    assert ranks == sorted(ranks)


# ---- step by step ----


ALL = Engine(load_book(("product-marketing", "spans-and-layers")))


def same(one: Report, other: Report) -> bool:
    return to_json(one) == to_json(other) and one.questions == other.questions


FULL = ENGINE.book.vocabulary
FUNCTIONS = [*FULL.functions, ""]
ACTIVITIES = ["positioning", "launch", "listen", "roadmap", "gtm", "release", "personas", "ads", "finaldev"]
ANSWERS = {
    "nominal": "yes",
    "mandate": "inbound",
    "presence": ("design_reviews", "roadmap_sessions"),
    "attuned": "yes",
    "vision": "no",
    "strong": "yes",
    "executive_owner": "no",
    "dedicated": "no",
    "technical": "yes",
    "behaves_as_service": "yes",
    "products_covered": 3,
}


@st.composite
def rule_charts(draw: st.DrawFn) -> Chart:
    """Charts of the functions, activities, answers and lines that rules read."""
    size = draw(st.integers(2, 14))
    names = list(FULL.names)
    words = [f"{draw(st.sampled_from(names))}{number}" for number in range(1, size + 1)]
    parents: list[int | None] = [None] + [draw(st.none() | st.integers(0, n - 1)) for n in range(1, size)]
    parts = [_attributed(draw, word) for word in words]
    line = " ".join(_branch(parts, parents, n) for n in range(size) if parents[n] is None)
    verbs = ["embed", "dotted", "shares", "serves", "drives", "partners", "informs", "hands"]
    pairs = st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True)
    lines = {
        f"{words[min(a, b)]} {draw(st.sampled_from(verbs))} {words[max(a, b)]}"
        for a, b in draw(st.lists(pairs, max_size=5))
    }
    company = draw(
        st.sampled_from(["", "in=3 out=1", "in=1 out=2 seg=b2b", "size=small", "size=growing shaky=y"])
    )
    return (
        chart_of(f"{line} // {' ; '.join(sorted(lines))}" * bool(lines) or line)
        if not company
        else chart_of(line + (f" // {' ; '.join(sorted(lines))}" if lines else "") + f" @ {company}")
    )


def _attributed(draw: st.DrawFn, word: str) -> str:
    choices = [
        "nominal", "n=0", "n=2", "r=positioning", "r=listen+gtm", "r=roadmap+release", "r=closing",
        "strong",
        "mand=in", "mand=out", "pres=design+standup", "pres=launch", "attuned=y", "vision=n", "owner=n",
        "ded=n", "also=marcom", "service", "tech", "prod=3", "know=n",
    ]  # fmt: skip
    picked = draw(st.lists(st.sampled_from(choices), max_size=3, unique_by=lambda item: item.split("=")[0]))
    return word + (f"{{{','.join(picked)}}}" if picked else "")


def _branch(parts: list[str], parents: list[int | None], place: int) -> str:
    below = [_branch(parts, parents, n) for n, parent in enumerate(parents) if parent == place]
    return parts[place] + (f"[{' '.join(below)}]" if below else "")


@settings(max_examples=150)
@given(rule_charts(), steps(8))
def test_evaluating_by_steps_equals_evaluating_afresh(chart: Chart, tried: list[Step]) -> None:
    report = ALL.report(chart)
    for before, change, after in session(chart, tried):
        report = ALL.advance(report, change, after)
        fresh = ALL.report(after)
        assert to_json(report) == to_json(fresh), (shorthand.write(before, FULL), change)
        assert report.questions == fresh.questions


@settings(max_examples=60)
@given(rule_charts(), rule_charts())
def test_any_change_can_be_advanced_over(one: Chart, other: Chart) -> None:
    change = diff(one, other)
    assert same(ALL.advance(ALL.report(one), change, other), ALL.report(other))


@given(charts())
def test_any_sound_chart_can_be_read(chart: Chart) -> None:
    report = ALL.report(chart)
    assert to_json(report) == to_json(ALL.advance(ALL.report(chart), ChartDiff(), chart))


def test_a_report_serves_many_previews() -> None:
    chart = big_chart(300)
    report = ALL.report(chart)
    boxes = sorted(chart.boxes)
    for box, manager in ((boxes[250], boxes[3]), (boxes[260], boxes[9]), (boxes[120], boxes[5])):
        if edits.may_report(chart, box, manager):
            continue
        change = edits.move(chart, box, manager)
        after = apply(change, chart)
        assert same(ALL.advance(report, change, after), ALL.report(after))


def test_changes_name_what_comes_and_goes() -> None:
    chart = chart_of("CEO[Marketing[PMM] Product[PM]]")
    box = next(box.id for box in chart.boxes.values() if box.function == "product_marketing")
    product = next(box.id for box in chart.boxes.values() if box.function == "product")
    before = ALL.report(chart)
    change = edits.move(chart, box, product)
    told = changes(before, ALL.advance(before, change, apply(change, chart)))
    assert "PMM101" in {finding.rule for finding in told.resolved}
    assert "PMM102" in {finding.rule for finding in told.added}


def test_a_finding_can_be_copied_with_other_reasons() -> None:
    finding = the("CEO[Marketing[PMM] Product[PM]]", "PMM101")
    assert replace(finding, because=()).because == ()


def test_an_empty_chart_says_nothing() -> None:
    report = ALL.report(Chart.of(Head("c_00000000")))
    assert [finding for finding in report.findings if finding.kind in ("risk", "watch_out")] == []


def test_a_condition_that_looks_aside_is_asked_again_too(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "pack.toml").write_text('id = "own"\ntitle = "Own"\n')
    (tmp_path / "rules" / "own.toml").write_text(
        '[[rule]]\ncode = "OWN101"\nname = "own"\ntitle = "Own"\nkind = "risk"\nseverity = "minor"\n'
        'about = "boxes"\n'
        'when = { some = "siblings", where = { some = "below", where = { some = "reports" } } }\n'
        'message = "{team}"\nconvention = "House rule"\n'
    )
    engine = Engine(load_book(("spans-and-layers",), (tmp_path,)))
    chart = chart_of("CEO[PM1 PM2[PM3[PM4]] PM5]")
    ids = {box.title: box.id for box in chart.boxes.values()}
    report = engine.report(chart)
    change = edits.move(chart, ids["Product Management 5"], ids["Product Management 4"])
    after = apply(change, chart)
    assert same(engine.advance(report, change, after), engine.report(after))
    assert [f for f in engine.report(after).findings if f.rule == "OWN101"]


def test_a_lead_and_one_report_read_as_english() -> None:
    told = the('CEO[Marketing["Head":PMM["Helper":PMM2]] Product[PM]]', "PMM101").message
    assert told.startswith("Head and the product marketing box below it report to Marketing")
    told = the('CEO[Marketing["Head":PMM["One":PMM2 "Two":PMM3]] Product[PM]]', "PMM101").message
    assert told.startswith("Head and the two product marketing boxes below it report to Marketing")
