"""The information flow: two directions in two strokes, gaps marked, other lines away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel

from orgsketch import shorthand
from orgsketch.document import engine_for
from orgsketch.model import edits
from orgsketch.ui.commands import advice
from orgsketch.ui.window import Window

ENGINE = engine_for(())
LINES = "Sales informs PM; PMM informs Marcom; PMM partners Marketing"
LINE = f"CEO[Product[PM PMM] Marketing[Marcom] Sales] // {LINES}"


def shown(window: Callable[..., Window], line: str = LINE) -> Window:
    made = window(engines=lambda packs: ENGINE)
    made.document.adopt(shorthand.read(line, made.document.book.vocabulary))
    made.document.undo_stack.setClean()
    made.show_chart()
    QApplication.processEvents()
    return made


def kinds(made: Window) -> dict[str, str]:
    """What each relation is drawn as."""
    flow = made.canvas.flow
    drawn = {line.id: flow.drawn(line) for line in made.document.chart.relations.values()}
    return {made.document.chart.relations[key].kind: line.kind if line else "" for key, line in drawn.items()}


def words(widget: Any) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_two_directions_have_strokes_of_their_own_and_others_are_away(window: Any) -> None:
    made = shown(window)
    advice.toggle_flow(made)
    flow, chart = made.canvas.flow, made.document.chart
    strokes = {
        chart.boxes[line.start].function: drawn.kind
        for line in chart.relations.values()
        if (drawn := flow.drawn(line))
    }
    assert strokes == {"sales": "informs", "product_marketing": "drives"}
    assert kinds(made)["partners"] == ""
    assert "Market information comes in (dashed): 1 line" in words(flow.legend)


def test_a_gap_is_ringed_until_its_line_is_drawn(window: Any) -> None:
    made = shown(window)
    advice.toggle_flow(made)
    boxes = {box.function: box.id for box in made.document.chart.boxes.values()}
    assert made.canvas.overlay.found == {boxes["product_marketing"]}
    assert "Ringed: 1 box has a gap" in words(made.canvas.flow.legend)
    made.document.edit("Draw", edits.draw, "informs", boxes["sales"], boxes["product_marketing"])
    made.document.settle()
    assert not made.canvas.overlay.found


def test_no_line_at_all_is_said(window: Any) -> None:
    made = shown(window, "CEO[Product[PM PMM] Sales]")
    advice.toggle_flow(made)
    assert words(made.canvas.flow.legend).count("no line yet") == 2


def test_it_is_switched_off_and_another_chart_begins_without_it(window: Any) -> None:
    made = shown(window)
    advice.toggle_flow(made)
    advice.toggle_flow(made)
    assert not made.canvas.flow.is_shown
    assert not made.canvas.flow.legend.isVisible()
    assert not made.canvas.overlay.found
    advice.toggle_flow(made)
    made.document.adopt(shorthand.read("CEO[Product]", made.document.book.vocabulary))
    assert not made.canvas.flow.is_shown


def test_a_role_says_what_it_is_for(window: Any) -> None:
    from orgsketch.ui.canvas.hits import Hit
    from orgsketch.ui.canvas.tips import tip_text

    made = shown(window)
    pmm = next(box.id for box in made.document.chart.boxes.values() if box.function == "product_marketing")
    assert "off the shelf" in tip_text(made.canvas, Hit("card", pmm))
