"""What a typed title says for certain is what the box does."""

from __future__ import annotations

import pytest

from orgsketch.document import Document, blank
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.records import Box
from orgsketch.ui.titling import retitle


def document(title: str, *functions: str) -> Document:
    box = Box("b_one", title, functions)
    return Document(apply(ChartDiff(boxes={box.id: (None, box)}), blank()))


@pytest.mark.parametrize(
    ("functions", "old", "new", "then"),
    [
        ((), "", "Product marketing", ("product_marketing",)),
        ((), "", "PMM", ("product_marketing",)),
        ((), "", "Team Blue", ()),
        (("product_management",), "PM", "PMM", ("product_marketing",)),
        (("product_management",), "PM", "Ken's team", ("product_management",)),
        (("product_management",), "Ken's team", "Marketing", ("product_management",)),
        (("marketing", "sales"), "Marketing", "PM", ("marketing", "sales")),
    ],
)
def test_functions_follow_a_title_they_came_from(
    qapp: object, functions: tuple[str, ...], old: str, new: str, then: tuple[str, ...]
) -> None:
    opened = document(old, *functions)
    assert retitle(opened, "b_one", new)
    assert (opened.chart.boxes["b_one"].title, opened.chart.boxes["b_one"].functions) == (new, then)
    assert opened.undo_stack.count() == 1


def test_the_same_title_is_no_step(qapp: object) -> None:
    opened = document("PM")
    assert not retitle(opened, "b_one", "PM")
    assert (opened.chart.boxes["b_one"].functions, opened.undo_stack.count()) == ((), 0)
