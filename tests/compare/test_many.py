"""Options in a matrix, the plan of an option, the two charts as one picture."""

from __future__ import annotations

from hypothesis import given

from orgsketch import compare
from orgsketch.compare.affected import _seats, affected
from orgsketch.compare.home import home, placed
from orgsketch.compare.plan import sentence
from orgsketch.compare.voices import voices
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import groups
from orgsketch.exporters import matrix as written
from orgsketch.exporters.compared import compared
from orgsketch.exporters.sidebyside import side_by_side
from orgsketch.exporters.svg import svg
from orgsketch.files import chartfile
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import diff
from orgsketch.model.records import Answer, Box, Person
from orgsketch.resources import samples
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from tests.charts import Step, charts, do, org, session, steps
from tests.model.test_laws import assert_sound

BASE = org(
    ceo=None, product="ceo", marketing="ceo", sales="ceo", pm="product", pmm="marketing", marcom="marketing"
)
BOOK = load_book()
NAMES = ("today", "pmm-beside-pm", "blended-role")
OPTIONS = [chartfile.open_strictly(path).chart for name in NAMES for path in samples() if path.stem == name]


def matrix(options: list[Chart]) -> compare.Matrix:
    engine = Engine(BOOK)
    reports = [engine.report(option) for option in options]
    return compare.many(options, reports, voices(options, reports), BOOK.vocabulary)


def cells(found: compare.Matrix, section: str, row: str) -> list[str]:
    rows = {entry.key: entry for entry in (found.section(section) or compare.Section("", "", ())).rows}
    return [cell.text for cell in rows[row].cells]


def test_the_matrix_tells_structure_findings_and_voices() -> None:
    found = matrix(OPTIONS)
    assert cells(found, "structure", "boxes") == ["22", "22", "20"]
    assert cells(found, "structure", "moves") == ["0", "1", "0"]
    assert cells(found, "differ", "PMM101")[0] != "–"
    assert cells(found, "differ", "PMM101")[1:] == ["–", "–"]
    assert cells(found, "voices", "form")[0] == "PMM in marketing, PM elsewhere"
    assert {section.key for section in found.sections} >= {"case", "structure", "findings", "themes", "own"}
    assert not any(
        "score" in row.key or "total" in row.key for section in found.sections for row in section.rows
    )
    for section in found.sections:
        for row in section.rows:
            assert len(row.cells) == 3
            assert not row.cells[0].differs


def test_voices_read_what_was_said_of_the_company() -> None:
    (today,) = OPTIONS[:1]
    said = (("product_knows_market", "no"), ("market_knows_product", "yes"))
    for key, value in said:
        today = do(today, edits.answer, None, key, Answer(value))
    assert cells(matrix([today, today]), "voices", "for")[0].startswith("1: Adam Kalsey")


def test_voices_read_what_was_said_of_a_unit() -> None:
    (path,) = (path for path in samples() if path.stem == "two-product-lines")
    found = matrix([chartfile.open_strictly(path).chart, OPTIONS[0]])
    form = "PMM beside PM in a product group"
    assert cells(found, "voices", "form")[0] == f"{form} (Halden at home), {form} (Halden for offices)"
    assert "Adam Kalsey (Halden at home)" in cells(found, "voices", "for")[0]
    assert cells(found, "voices", "against")[0] == "1: Adam Kalsey (Halden for offices)"
    assert "Jennifer" in cells(found, "voices", "for")[0].split(", ")


def test_counts_are_those_of_the_reports() -> None:
    found, engine = matrix(OPTIONS), Engine(BOOK)
    for place, option in enumerate(OPTIONS):
        warnings = [
            finding
            for finding in engine.report(option).findings
            if finding.state == "open" and finding.kind in ("risk", "watch_out")
        ]
        for severity in ("critical", "major", "minor", "info"):
            expected = sum(finding.severity == severity for finding in warnings)
            assert cells(found, "findings", severity)[place] == str(expected)


def test_own_criteria_travel_with_the_options() -> None:
    options = [
        do(option, edits.answer, None, "criterion.Cost", Answer(cost))
        for option, cost in zip(OPTIONS, ("low", "low", "high"), strict=True)
    ]
    found = matrix(options)
    assert cells(found, "own", "answers.criterion.Cost") == ["low", "low", "high"]
    assert not any("criterion" in row.key for row in (found.section("case") or found.sections[0]).rows)


def test_the_matrix_is_written_whole_in_every_form() -> None:
    options = [do(OPTIONS[0], edits.change_chart, title="<b>|x|"), *OPTIONS[1:]]
    found = matrix(options)
    assert "\\<b\\>\\|x\\|" in written.markdown(found)
    page = written.html(side_by_side(options, ExportOptions()))
    assert "<b>|x|" not in page
    assert "&lt;b&gt;|x|" in page
    assert page.count("<svg") == len(options)
    assert written.workbook(written.tables(found, [compare.plan(found.comparisons[1])])).startswith(b"PK")
    assert '"differs": true' in written.as_json(found)
    assert "Widest span" in written.text(found)


# --- the plan ---------------------------------------------------------------------------------------------


def test_a_plan_says_what_must_exist_first() -> None:
    after = do(BASE, edits.add, "Growth", [], "b_ceo", id="b_growth")
    after = do(do(after, edits.move, "b_pmm", "b_growth"), edits.remove, "b_marketing")
    after = do(after, edits.draw, "serves", "b_growth", "b_sales", id="r_1")
    told = [(sentence(step), step.needs) for step in compare.plan(compare.two(BASE, after)).steps]
    assert told == [
        ("Move Marcom from Marketing to Ceo", ()),
        ("Create Growth, under Ceo, 1 person", ()),
        ("Move Pmm from Marketing to Growth", (2,)),
        ("Draw the line Growth – serves – Sales", (2,)),
        ("Remove Marketing, under Ceo, 1 person", (1, 3)),
    ]


@given(charts(min_boxes=2), steps())
def test_no_step_of_a_plan_makes_a_circle_or_hangs_in_the_air(before: Chart, tried: list[Step]) -> None:
    played = list(session(before, tried))
    after = played[-1][2] if played else before
    managers = {key: box.reports_to for key, box in before.boxes.items()}
    for step in compare.plan(compare.two(before, after)).steps:
        assert all(number < step.number for number in step.needs)
        if step.kind in ("create", "move"):
            manager = after.boxes[step.box].reports_to
            assert manager is None or manager in managers
            managers[step.box] = manager
            now = Chart.of(before.head, boxes=[Box(key, reports_to=line) for key, line in managers.items()])
            assert tree.loops(now) == []
        elif step.kind == "remove":
            assert step.box not in managers.values()
            del managers[step.box]
    assert managers == {key: box.reports_to for key, box in after.boxes.items()}


def test_people_affected_are_those_with_another_seat_work_or_manager() -> None:
    before = do(
        do(BASE, edits.set_people, "b_pmm", [Person("p_1", "Ana")]),
        edits.set_people,
        "b_pm",
        [Person("p_2", "Bo")],
    )
    moved = compare.plan(compare.two(before, do(before, edits.move, "b_pmm", "b_product"))).affected
    assert (moved.names, moved.total) == (("Ana",), 1)
    assert compare.plan(compare.two(before, before)).affected.total == 0
    led = do(before, edits.set_people, "b_product", [Person("p_3", "Cem")])
    assert compare.plan(compare.two(before, led)).affected.names == ("Bo", "Cem")


@given(charts(min_boxes=2), steps())
def test_nobody_else_is_affected_than_those_whose_seat_differs(before: Chart, tried: list[Step]) -> None:
    played = list(session(before, tried))
    after = played[-1][2] if played else before
    found = affected(before, after)
    everybody = {*before.people, *after.people}
    assert set(found.people) == {key for key in everybody if _seats(before, key) != _seats(after, key)}
    assert found == affected(before, after, diff(before, after))


def test_the_plan_is_written_without_judgements() -> None:
    found = compare.two(OPTIONS[0], OPTIONS[1], words=BOOK.vocabulary)
    text = written.plan_markdown(compare.plan(found))
    assert "1. Move Product marketing (Ana Ruiz) from Marketing to Product" in text
    assert "deeply" not in text


# --- the picture ------------------------------------------------------------------------------------------


def test_the_picture_marks_by_flag_word_and_ghost() -> None:
    after = do(do(BASE, edits.move, "b_pmm", "b_product"), edits.remove, "b_marcom")
    after = do(after, edits.add, "New", [], "b_sales", id="b_new")
    found = compare.two(BASE, after)
    material = compared(BASE, after, book=BOOK)
    assert material.comparison == found
    picture = material.picture
    by_kind = {
        kind: [group.title for group in groups(picture.shapes, kind)] for kind in ("ghost", "box", "trail")
    }
    assert by_kind["ghost"] == ["Pmm"]
    assert len(by_kind["trail"]) == 1
    assert set(by_kind["box"]) == {"Ceo", "Product", "Marketing", "Sales", "Pm", "Pmm", "Marcom", "New"}
    text = svg(picture, material.theme)
    for words in (
        "was under Marketing",
        "now under Product",
        "new, 1 person",
        "gone, 1 person",
        "1 moved",
        "1 removed",
    ):
        assert words in text


@given(charts(), steps())
def test_every_comparison_can_be_drawn(before: Chart, tried: list[Step]) -> None:
    played = list(session(before, tried))
    found = compare.two(before, played[-1][2] if played else before)
    both = compare.overlay(found)
    assert_sound(both.chart)
    assert set(both.flags) <= set(both.chart.boxes)
    assert compared(before, played[-1][2] if played else before, book=BOOK).picture.shapes


def test_the_home_of_product_marketing_is_the_work_of_its_manager() -> None:
    words = BOOK.vocabulary
    (family,) = placed(words)
    homes = {path.stem: home(chartfile.open_strictly(path).chart, family, words) for path in samples()}
    assert homes["today"] == "Marketing"
    assert homes["pmm-beside-pm"] == "Product"
    assert homes["blended-role"] == "In one role with Product"
    assert homes["absorbed-by-development"] == "Development"
    assert home(BASE, family, words) == ""
    own = do(BASE, edits.set_functions, "b_pmm", ["product_marketing"])
    assert home(do(own, edits.move, "b_pmm", "b_ceo"), family, words) == "Of its own"


def test_every_rule_that_fires_has_a_row_and_the_section_those_that_differ() -> None:
    found = matrix(OPTIONS)
    engine = Engine(BOOK)
    fired = {finding.rule for option in OPTIONS for finding in engine.report(option).findings}
    assert {row.key for row in found.rules} == fired
    differ = found.section("differ")
    assert differ is not None
    assert differ.rows == tuple(row for row in found.rules if row.differs)
    assert all(row.theme for row in found.rules)


def test_authors_and_commenters_stand_apart() -> None:
    found = matrix(OPTIONS)
    assert cells(found, "voices", "for")[1].startswith("5: Adam Kalsey, ")
    assert cells(found, "voices", "for")[1].endswith(", Jennifer, Saeed")
    assert "Jennifer" not in " ".join(cells(found, "voices", "for.comments"))
