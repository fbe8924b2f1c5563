"""What a real mouse does in the real program, read from the file it saves."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch.model.chart import Chart
from tests.charts import org
from tests.ui.real.hand import Hand, Point

pytestmark = pytest.mark.xvfb


def team(chart: Chart, manager: str) -> list[str]:
    return [box.removeprefix("b_") for box in chart.reports(f"b_{manager}")]


def drag(hand: Hand, box: str, to: Point, aim: list[str]) -> None:
    """Carry a card somewhere and let go once the program aims there."""
    hand.take(hand.on(box), to)
    hand.wait(lambda seen: seen["aim"] == aim)
    hand.release()
    hand.wait(lambda seen: seen["aim"] is None and not seen["saved"])


def test_a_drag_gives_a_box_another_manager(hand: Hand) -> None:
    hand.take(hand.on("b_pmm"), hand.on("b_marketing"))
    hand.wait(lambda seen: seen["aim"] == ["report", "b_marketing"] and seen["is_told"])
    hand.release()
    hand.wait(lambda seen: not seen["saved"])
    chart = hand.saved()
    assert team(chart, "product") == ["pm"]
    assert team(chart, "marketing") == ["marcom", "events", "pmm"]


def test_the_three_zones_of_a_target(hand: Hand) -> None:
    """Marketing is side by side with its siblings: before is left of it, after is right of it."""
    drag(hand, "b_sales", hand.on("b_product", 0.08), ["before", "b_product"])
    assert team(hand.saved(), "ceo") == ["sales", "product", "marketing"]
    drag(hand, "b_sales", hand.on("b_product", 0.92), ["after", "b_product"])
    assert team(hand.saved(), "ceo") == ["product", "sales", "marketing"]
    drag(hand, "b_sales", hand.on("b_product", 0.5), ["report", "b_product"])
    chart = hand.saved()
    assert team(chart, "ceo") == ["product", "marketing"]
    assert "sales" in team(chart, "product")


def test_the_zones_of_a_stacked_list_lie_above_and_below(hand: Hand, tmp_path: Path) -> None:
    names = {f"m{place}": "ceo" for place in range(12)}
    hand.open(org(ceo=None, one="ceo", two="one", **names), tmp_path / "list.orgsketch")
    hand.click(hand.on("b_m1"))
    listed = [f"m{place}" for place in range(12)]
    by_place = sorted(hand.seen["cards"], key=lambda box: hand.seen["cards"][box][:2])
    above = next(box for box in by_place if box in ("b_m5", "b_m6", "b_m7", "b_m8"))
    drag(hand, "b_m1", hand.on(above, 0.5, 0.92), ["after", above])
    listed.remove("m1")
    listed.insert(listed.index(above.removeprefix("b_")) + 1, "m1")
    assert team(hand.saved(), "ceo") == ["one", *listed]


def test_a_box_cannot_report_to_its_own_report_and_escape_leaves_no_trace(hand: Hand) -> None:
    before = hand.saved()
    hand.take(hand.on("b_product"), hand.on("b_pm"))
    hand.wait(lambda seen: seen["refusal"])
    hand.release()
    hand.take(hand.on("b_pm"), hand.on("b_sales"))
    hand.wait(lambda seen: seen["aim"] == ["report", "b_sales"])
    hand.keys("Escape")
    hand.wait(lambda seen: seen["aim"] is None)
    hand.release()
    assert hand.wait(lambda seen: True)["saved"]
    assert hand.saved() == before


def test_with_alt_the_reports_stay_behind(hand: Hand) -> None:
    hand.do("keydown", "alt")
    hand.take(hand.on("b_product"), hand.on("b_sales"))
    hand.wait(lambda seen: seen["aim"] == ["report", "b_sales"])
    hand.release()
    hand.do("keyup", "alt")
    hand.wait(lambda seen: not seen["saved"])
    chart = hand.saved()
    assert team(chart, "sales") == ["product"]
    assert team(chart, "product") == []
    assert {"pm", "pmm"} <= set(team(chart, "ceo"))


def test_a_function_is_dragged_from_the_palette(hand: Hand) -> None:
    start = hand.seen["functions"]["Development"]
    hand.take((start[0], start[1]), hand.on("b_product"))
    hand.wait(lambda seen: seen["aim"] == ["report", "b_product"])
    hand.release()
    chart_box = hand.box("Development")
    chart = hand.saved()
    assert chart.boxes[chart_box].functions == ("development",)
    assert chart.boxes[chart_box].reports_to == "b_product"


def test_a_line_is_drawn_from_a_handle(hand: Hand) -> None:
    hand.click(hand.on("b_pmm"))
    found = hand.wait(lambda seen: ["b_pmm", "peer"] in [handle[:2] for handle in seen["handles"]])
    x, y = next(handle[2:] for handle in found["handles"] if handle[:2] == ["b_pmm", "peer"])
    left, top = found["canvas"][:2]
    hand.take((left + x, top + y), hand.on("b_sales"))
    hand.wait(lambda seen: seen["thread"])
    hand.release()
    hand.wait(lambda seen: seen["menu"])
    hand.keys("Down", "Return")
    hand.wait(lambda seen: not seen["menu"] and not seen["saved"])
    (line,) = hand.saved().relations.values()
    assert (line.start, line.end) == ("b_pmm", "b_sales")


def test_a_rubber_band_selects_and_the_boxes_move_together(hand: Hand) -> None:
    (x1, y1), (x2, y2) = hand.on("b_marcom", 0, 0), hand.on("b_events", 1, 1)
    hand.take((min(x1, x2) - 14, max(y1, y2) + 30), (max(x1, x2) + 14, min(y1, y2) + 20))
    hand.wait(lambda seen: set(seen["selection"]) >= {"b_marcom", "b_events"})
    hand.release()
    chosen = set(hand.seen["selection"])
    drag(hand, "b_marcom", hand.on("b_sales"), ["report", "b_sales"])
    chart = hand.saved()
    assert chosen == {"b_marcom", "b_events"}
    assert team(chart, "sales") == ["marcom", "events"]


@pytest.mark.parametrize("button", [2, 1])
def test_panning_moves_what_is_seen_alone(hand: Hand, button: int) -> None:
    """The middle button pans, and so does the left one while Space is held."""
    before, chart = hand.seen["view"], hand.saved()
    start = hand.beside(0.5, 0.8)
    if button == 1:
        hand.do("keydown", "space")
    hand.take(start, (start[0] - 120, start[1] - 60), button)
    hand.release(button)
    if button == 1:
        hand.do("keyup", "space")
    after = hand.wait(
        lambda seen: seen["view"][:2] != before[:2] and round(seen["view"][0] - before[0]) == 120
    )
    assert round(after["view"][1] - before[1]) == 60
    assert hand.saved() == chart


def test_the_wheel_zooms_at_the_pointer_and_pans_without_ctrl(hand: Hand) -> None:
    place = hand.on("b_pm", 0.3, 0.4)
    hand.go(place)
    hand.do("keydown", "ctrl", "click", "--repeat", 3, "--delay", 20, 4, "keyup", "ctrl")
    zoomed = hand.wait(lambda seen: seen["view"][2] > 1.5)
    x, y = hand.on("b_pm", 0.3, 0.4)
    assert (abs(x - place[0]) < 2, abs(y - place[1]) < 2) == (True, True)
    hand.do("click", 5)
    hand.wait(lambda seen: seen["view"][1] > zoomed["view"][1])
    hand.do("keydown", "ctrl", "click", "--repeat", 3, "--delay", 20, 5, "keyup", "ctrl")
    hand.wait(lambda seen: abs(seen["view"][2] - 1) < 0.01)


def test_a_double_click_renames(hand: Hand) -> None:
    hand.click(hand.on("b_sales"), times=2)
    hand.wait(lambda seen: seen["keyboard"] == "TitleField")
    hand.keys("ctrl+a")
    hand.type("Field sales")
    hand.keys("Return")
    hand.box("Field sales")
    assert hand.saved().boxes["b_sales"].title == "Field sales"
