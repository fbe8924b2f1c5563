"""The tray for boxes without a place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF

from orgsketch.model.chart import Chart
from tests.charts import org
from tests.ui.canvas.hands import Hands

Opened = Callable[[Chart], Hands]
MANY = {"ceo": None, "pm": "ceo", **{f"idea{number}": None for number in range(9)}}


def test_it_is_there_while_something_waits_or_is_carried(opened: Opened) -> None:
    hands = opened(org(ceo=None, pm="ceo"))
    assert not hands.canvas.bench.is_shown
    hands.take("pm")
    assert hands.canvas.bench.is_shown
    hands.canvas.tool.cancel()
    assert not hands.canvas.bench.is_shown


def test_its_cards_are_selected_like_any_other(opened: Opened) -> None:
    hands = opened(org(**MANY))
    hands.click("idea1")
    assert hands.canvas.overlay.selection == ["b_idea1"]


def test_the_tray_and_its_cards_lie_within_the_canvas(opened: Opened) -> None:
    hands = opened(org(**MANY))
    hands.canvas.open_bench(True)
    for wide, tall in ((1000, 800), (500, 400), (300, 300)):
        hands.canvas.resize(wide, tall)
        bench = hands.canvas.bench
        assert bench.rect.right <= wide
        assert bench.rect.bottom <= tall
        assert bench.seats
        assert all(bench.rect.contains(*seat.rect.center) for seat in bench.seats)


def test_pages_turn_by_click_by_wheel_and_to_what_is_looked_for(opened: Opened) -> None:
    hands = opened(org(**MANY))
    bench = hands.canvas.bench
    first = [seat.box for seat in bench.seats]
    hands.click(QPointF(*bench.more.center))
    second = [seat.box for seat in bench.seats]
    assert set(first).isdisjoint(second)
    hands.wheel(QPointF(*bench.rect.center), QPoint(0, 120))
    assert [seat.box for seat in bench.seats] == first
    hands.canvas.center_on("b_idea8")
    assert hands.canvas.screen_rect("b_idea8") is not None
    seen = set()
    for _page in range(9):
        seen |= {seat.box for seat in bench.seats}
        hands.canvas.turn_bench()
    assert seen == {f"b_idea{number}" for number in range(9)}


def test_a_fitted_chart_stays_where_it_is_when_its_lowest_box_is_looked_at(opened: Opened) -> None:
    """What stands clear of the tray is in sight: the top of the chart is not pushed out for it."""
    line = {f"layer{number}": f"layer{number - 1}" if number else None for number in range(12)}
    hands = opened(org(idea=None, **line))
    hands.canvas.open_bench(True)
    hands.canvas.fit()
    before = hands.canvas.screen_rect("b_layer0")
    hands.canvas.center_on("b_layer11")
    assert hands.canvas.screen_rect("b_layer0") == before
