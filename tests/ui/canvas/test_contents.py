"""What cards say stays true through any session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings

from orgsketch.document import Document
from orgsketch.drawing.cards import card, card_size
from orgsketch.drawing.lines import family_shapes, special_lines
from orgsketch.errors import EditError
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Person
from orgsketch.rules.badges import worn
from orgsketch.ui.canvas.contents import Contents
from orgsketch.ui.canvas.linework import Linework
from tests.charts import Step, charts, org, steps


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(charts(max_boxes=10), steps(15))
def test_kept_cards_and_lines_are_those_that_would_be_made_anew(
    document: Callable[[Chart], Document], chart: Chart, tried: list[Step]
) -> None:
    shown = document(chart)
    contents, layout = Contents(shown), Layout(chart, card_size)
    linework = Linework(layout)

    def follow(diff: Any) -> None:
        contents.follow(diff, shown.chart)
        linework.follow(diff)
        layout.advance(diff, shown.chart)

    shown.chart_changed.connect(follow)
    shown.findings_changed.connect(contents.read_findings)
    for step in tried:
        try:
            diff = step.diff(shown.chart)
        except EditError:
            continue
        shown.edit("Step", lambda _chart, diff=diff: diff)
        by_place = worn(shown.book, shown.chart)
        for box in shown.chart.boxes:
            assert contents.card(box) == card(shown.chart, box, {}, contents.vocabulary, worn=by_place)
        for branch, _x, _y in layout.cards():
            special = special_lines(shown.chart, branch)
            assert linework.family(branch) == family_shapes(branch, 0, 0, special)


def test_a_new_person_is_named_on_the_card(document: Callable[[Chart], Document]) -> None:
    shown = document(org(ceo=None, pm="ceo"))
    contents = Contents(shown)
    shown.chart_changed.connect(lambda diff: contents.follow(diff, shown.chart))
    assert contents.card("b_pm").detail == "1 person"
    shown.edit("People", edits.set_people, "b_pm", [Person("p_1", "Ana Ruiz")])
    assert contents.card("b_pm").detail == "Ana Ruiz"


def test_the_headcount_of_a_branch_follows(document: Callable[[Chart], Document]) -> None:
    shown = document(org(ceo=None, product="ceo", pm="product"))
    contents = Contents(shown)
    shown.chart_changed.connect(lambda diff: contents.follow(diff, shown.chart))
    assert contents.card("b_ceo").total == 3
    shown.edit("Headcount", edits.set_headcount, "b_pm", 7.5)
    assert (contents.card("b_ceo").total, contents.card("b_product").total) == (9.5, 8.5)
    shown.edit("Remove", edits.remove, "b_product", "with_branch")
    assert contents.card("b_ceo").total == 1


def test_a_line_on_paper_only_is_drawn_anew(document: Callable[[Chart], Document]) -> None:
    shown = document(org(ceo=None, a="ceo", b="ceo"))
    layout = Layout(shown.chart, card_size)
    linework = Linework(layout)
    top = layout.tops[0]
    plain = linework.family(top)

    def follow(diff: Any) -> None:
        linework.follow(diff)
        layout.advance(diff, shown.chart)

    shown.chart_changed.connect(follow)
    shown.edit("Answer", edits.answer, "b_a", "nominal", Answer("yes"))
    assert linework.family(top) != plain
