"""Selecting and folding many boxes at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.charts import org

TEAM = {
    "ceo": None,
    "product": "ceo",
    "pm": "product",
    "pmm": "product",
    "analyst": "pmm",
    "sales": "ceo",
    "rep": "sales",
    "idea": None,
}


@pytest.mark.parametrize(
    ("command", "start", "chosen"),
    [
        ("select_branch", ["product"], ["product", "pm", "pmm", "analyst"]),
        ("select_branch", ["pmm", "product"], ["pmm", "analyst", "product", "pm"]),
        ("select_reports", ["ceo"], ["product", "sales"]),
        ("select_peers", ["pm"], ["pm", "pmm"]),
        ("select_peers", ["pm", "rep"], ["pm", "pmm", "rep"]),
        ("select_manager", ["analyst", "rep"], ["pmm", "sales"]),
    ],
)
def test_selecting_by_the_reporting_line(
    window: Callable[..., Any], command: str, start: list[str], chosen: list[str]
) -> None:
    made = window(org(**TEAM))
    made.select([f"b_{box}" for box in start])
    made.actions_table[command].trigger()
    assert made.selection == tuple(f"b_{box}" for box in chosen)
    assert made.canvas.overlay.selection == list(made.selection)


def test_showing_so_many_layers(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    layout = made.canvas.chart_layout

    def seen() -> set[str]:
        return {box[2:] for box in made.document.chart.boxes if layout.rect(box)}

    made.actions_table["layers_2"].trigger()
    assert seen() == {"ceo", "product", "sales"}
    assert layout.branch("b_product").hidden == 3
    made.actions_table["layers_3"].trigger()
    assert seen() == {"ceo", "product", "sales", "pm", "pmm", "rep"}
    made.actions_table["layers_1"].trigger()
    assert seen() == {"ceo"}
    made.actions_table["unfold_all"].trigger()
    assert seen() == set(TEAM) - {"idea"}
    assert layout.folded == frozenset()
