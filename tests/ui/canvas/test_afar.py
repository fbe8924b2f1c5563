"""From afar: folded branches say how many boxes they hide; a fitted chart stays fitted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from orgsketch.drawing.picture import Group, Shape, Text
from orgsketch.model.chart import Chart
from orgsketch.ui.canvas.foldpills import fold_pills
from tests.charts import big_chart, org
from tests.ui.canvas.hands import Hands

Opened = Callable[[Chart], Hands]
COMPANY = org(ceo=None, product="ceo", pm="product", ux="product", marketing="ceo", marcom="marketing")


def said(shapes: Sequence[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Text):
            yield shape.text
        elif isinstance(shape, Group):
            yield from said(shape.shapes)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Shape]:
    """All shapes that the canvas hands to the painter."""
    from orgsketch.ui.canvas import painting

    shapes: list[Shape] = []
    paint = painting.paint
    monkeypatch.setattr(
        painting, "paint", lambda painter, some, theme: (shapes.extend(some), paint(painter, some, theme))
    )
    return shapes


@pytest.mark.parametrize("zoom", [0.3, 0.1, 0.03, 0.01])
def test_a_folded_branch_says_its_count_at_every_zoom(
    opened: Opened, painted: list[Shape], zoom: float
) -> None:
    canvas = opened(COMPANY).canvas
    canvas.fold(["b_product"])
    canvas.slide.finish()
    canvas.zoom_to(zoom)
    painted.clear()
    canvas.grab()
    assert "+2" in set(said(painted))


def test_pills_of_neighbours_do_not_cover_each_other(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    canvas.fold(["b_product"])
    canvas.fold(["b_marketing"])
    canvas.slide.finish()
    canvas.zoom_to(0.25)
    assert sorted(said(list(fold_pills(canvas)))) == ["+1", "+2"]
    canvas.zoom_to(0.02)
    assert list(said(list(fold_pills(canvas)))) == ["+2"], "the larger branch where there is room for one"


def test_a_fitted_chart_is_fitted_again_in_a_larger_window(opened: Opened) -> None:
    canvas = opened(big_chart(80)).canvas
    small = canvas.view.zoom
    canvas.resize(1600, 1200)
    assert canvas.view.zoom > small
    assert canvas.is_whole
    canvas.resize(1000, 800)
    assert canvas.view.zoom == pytest.approx(small)


@pytest.mark.parametrize("act", ["zoom", "pan"])
def test_where_somebody_zoomed_or_panned_nothing_jumps(opened: Opened, act: str) -> None:
    canvas = opened(big_chart(80)).canvas
    canvas.zoom_in() if act == "zoom" else canvas.pan(-40, 10)
    seen = (canvas.view.x, canvas.view.y, canvas.view.zoom)
    canvas.resize(1600, 1200)
    assert (canvas.view.x, canvas.view.y, canvas.view.zoom) == seen


def test_what_grew_by_an_edit_is_fitted_again_with_the_window(opened: Opened) -> None:
    from orgsketch.model import edits

    canvas = opened(COMPANY).canvas
    for number in range(12):
        canvas.document.edit("Add", edits.add, f"Team {number}", (), "b_ceo")
    canvas.slide.finish()
    canvas.resize(1100, 800)
    assert canvas.is_whole


def test_only_the_chart_is_fitted_anew(window: Any, qtbot: QtBot) -> None:
    shown = window(big_chart(80))
    shown.canvas.fit()
    small = shown.canvas.view.zoom
    shown.actions_table["calm"].trigger()
    qtbot.waitUntil(lambda: shown.canvas.view.zoom > small)
    assert shown.canvas.is_whole
    shown.actions_table["calm"].trigger()
    qtbot.waitUntil(lambda: shown.canvas.view.zoom == pytest.approx(small))
