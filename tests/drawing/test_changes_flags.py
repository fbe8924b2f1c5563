"""The picture of a comparison: flags and labels of lines clear of each other, what changes."""

from __future__ import annotations

from itertools import combinations

import pytest

from orgsketch.drawing.picture import Group, Rectangle, groups
from orgsketch.exporters.compared import compared
from orgsketch.files import chartfile
from orgsketch.layout.geometry import Rect
from orgsketch.resources import samples

CHARTS = {path.stem: chartfile.open_strictly(path).chart for path in samples()}
RELATED = ["pmm-beside-pm", "pmm-drives-marketing", "two-marketing-groups", "small-company-without-pmm"]


@pytest.mark.parametrize("name", RELATED)
def test_flags_and_labels_of_lines_do_not_hide_each_other(name: str) -> None:
    made = compared(CHARTS["today"], CHARTS[name])
    drawn = [group.kind for group in groups(made.picture.shapes)]
    assert max(n for n, kind in enumerate(drawn) if kind == "relation") < drawn.index("flag")
    assert max(n for n, kind in enumerate(drawn) if kind == "box") < drawn.index("flag")
    flags = [flag for group in groups(made.picture.shapes, "flag") if (flag := _flag(group))]
    (labels,) = groups(made.picture.shapes, "labels")
    plates = [Rect(*shape[:4]) for shape in labels.shapes if isinstance(shape, Rectangle)]
    assert flags
    assert not [pair for pair in combinations(flags, 2) if pair[0].meets(pair[1])]
    assert not [pair for pair in combinations([*plates, *flags], 2) if pair[0].meets(pair[1])]


def _flag(group: Group) -> Rect | None:
    """The ground of a relation's flag."""
    grounds = [s for s in group.shapes if isinstance(s, Rectangle) and (s.width, s.height) == (20, 16)]
    return Rect(*grounds[-1][:4]) if grounds else None


def test_what_changes_has_the_second_line_for_itself() -> None:
    made = compared(CHARTS["today"], CHARTS["pmm-beside-pm"])
    changed = [made.card(box) for box in made.changes.details]
    assert changed
    assert not [card.box for card in changed if card.badges or card.is_lead]
    pmm = next(card for card in changed if card.name == "Product marketing" and card.flag == "moved")
    assert pmm.detail == "was under Marketing"
