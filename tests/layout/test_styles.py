"""How the reports of one manager stand, and which way is automatic."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import GAPS, Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from tests.charts import do, org
from tests.layout.drawn import cards, crossings, overlaps


def plain(_: Box) -> tuple[float, float]:
    return 180.0, 56.0


def team(manager: str, size: int) -> dict[str, str | None]:
    return {f"{manager}{number}": manager for number in range(1, size + 1)}


def laid_out(chart: Chart, box: str = "b_ceo") -> tuple[Branch, dict[str, Rect]]:
    layout = Layout(chart, plain)
    branch = layout.branch(box)
    assert branch is not None
    assert overlaps(layout) == []
    assert crossings(layout) == []
    return branch, cards(layout)


def test_the_distances_are_those_of_the_look() -> None:
    tokens = tomllib.loads(Path("resources/look/tokens.toml").read_text("utf-8"))["size"]
    assert tokens["gap_sibling"] == GAPS.sibling
    assert tokens["gap_level"] == GAPS.level
    assert tokens["gap_stack"] == GAPS.stack
    assert tokens["indent_stack"] == GAPS.indent


# --- automatic ------------------------------------------------------------------------------------------


def test_four_departments_of_four_look_like_the_mock_up() -> None:
    departments = ("product", "marketing", "development", "sales")
    names: dict[str, str | None] = {"ceo": None, **dict.fromkeys(departments, "ceo")}
    for department in departments:
        names |= team(department, 4)
    branch, place = laid_out(org(**names))
    assert branch.style == "side_by_side"
    assert [report.style for report in branch.reports] == ["stacked"] * 4
    assert place["b_product"].y == place["b_sales"].y == 56 + 44
    assert place["b_product1"].x == place["b_product"].x + 20
    assert place["b_product2"].y - place["b_product1"].y == 56 + 20
    assert place["b_marketing"].x - place["b_product"].x == 180 + 20 + 20
    assert place["b_ceo"].center[0] == (place["b_product"].center[0] + place["b_sales"].center[0]) / 2


def test_four_leaves_under_the_top_stand_side_by_side() -> None:
    branch, _ = laid_out(org(ceo=None, **team("ceo", 4)))
    assert branch.style == "side_by_side"


@pytest.mark.parametrize("size", [5, 8, 9, 30, 107])
def test_five_or_more_leaves_never_stand_in_one_row(size: int) -> None:
    branch, place = laid_out(org(ceo=None, **team("ceo", size)))
    assert branch.style == "columns"
    assert len({place[report.box].y for report in branch.reports}) > 1
    assert [report for column in branch.columns for report in column] == branch.reports


def test_thirty_reports_fit_one_screen() -> None:
    for chart in (org(ceo=None, **team("ceo", 30)), org(ceo=None, vp="ceo", **team("vp", 30))):
        bounds = Layout(chart, plain).bounds
        assert bounds.width <= 1600
        assert bounds.height <= 1000


def test_a_small_department_is_stacked_with_the_reports_of_its_reports() -> None:
    branch, _ = laid_out(org(ceo=None, vp="ceo", other="ceo", a="vp", b="vp", a1="a", a2="a"), "b_vp")
    assert branch.style == "stacked"
    assert branch.reports[0].style == "stacked"


def test_a_large_department_stands_side_by_side_with_its_crowd_in_columns() -> None:
    names: dict[str, str | None] = {
        "ceo": None,
        "vp": "ceo",
        **team("vp", 7),
        "lead": "vp",
        **team("lead", 3),
    }
    branch, place = laid_out(org(**names), "b_vp")
    assert branch.style == "columns"
    assert [len(column) for column in branch.columns] == [4, 3, 1]
    assert place["b_lead"].y == place["b_vp1"].y


def test_what_is_folded_counts_as_one_box() -> None:
    names: dict[str, str | None] = {"ceo": None, "vp": "ceo", "a": "vp", "b": "vp", **team("a", 12)}
    open_layout, folded = Layout(org(**names), plain), Layout(org(**names), plain, ["b_a"])
    assert getattr(open_layout.branch("b_vp"), "style", None) == "side_by_side"
    assert getattr(folded.branch("b_vp"), "style", None) == "stacked"


# --- chosen ---------------------------------------------------------------------------------------------


def chosen(style: str, size: int = 5) -> tuple[Branch, dict[str, Rect]]:
    chart = org(ceo=None, **team("ceo", size), deep="ceo2", deeper="ceo2")
    branch, place = laid_out(do(chart, edits.change, "b_ceo", arrangement=style))
    assert branch.style == style
    return branch, place


def test_side_by_side_is_one_row() -> None:
    _, place = chosen("side_by_side")
    assert {place[f"b_ceo{n}"].y for n in range(1, 6)} == {100}


def test_stacked_is_indented_under_the_left_edge() -> None:
    branch, place = chosen("stacked")
    assert {place[f"b_ceo{n}"].x - place["b_ceo"].x for n in range(1, 6)} == {20}
    assert branch.bus == 10


def test_stacked_left_is_its_mirror_image() -> None:
    branch, place = chosen("stacked_left")
    assert len({place[f"b_ceo{n}"].right for n in range(1, 6)}) == 1
    assert place["b_ceo1"].right < place["b_ceo"].right - branch.width + branch.bus


def test_stacked_both_turns_left_and_right() -> None:
    branch, place = chosen("stacked_both")
    middle = place["b_ceo"].x + branch.bus
    assert [place[f"b_ceo{n}"].x < middle for n in range(1, 6)] == [True, False, True, False, True]
    assert place["b_ceo1"].y == place["b_ceo2"].y


def test_two_columns_read_down_the_left_one_first() -> None:
    branch, place = chosen("two_columns")
    middle = place["b_ceo"].x + branch.bus
    assert [place[f"b_ceo{n}"].x < middle for n in range(1, 6)] == [True, True, True, False, False]
    assert place["b_ceo4"].y == place["b_ceo1"].y


def test_left_to_right_stands_beside_the_manager() -> None:
    _, place = chosen("left_to_right")
    assert place["b_ceo1"].y == place["b_ceo"].y
    assert place["b_ceo1"].x >= place["b_ceo"].right + 44


@pytest.mark.parametrize("style", ["", "stacked", "two_columns", "left_to_right"])
def test_assistants_stand_right_of_the_line_above_the_reports(style: str) -> None:
    chart = org(ceo=None, aide="ceo", aide2="ceo", pm="ceo", dev="ceo")
    chart = do(chart, edits.change, ["b_aide", "b_aide2"], assistant=True)
    branch, place = laid_out(do(chart, edits.change, "b_ceo", arrangement=style))
    assert [assistant.box for assistant in branch.assistants] == ["b_aide", "b_aide2"]
    assert place["b_aide"].x == place["b_ceo"].center[0] + 20
    assert place["b_aide"].y > place["b_ceo"].bottom
    if style != "left_to_right":
        assert min(place["b_pm"].y, place["b_dev"].y) > place["b_aide2"].bottom
