"""The canvas shows what the exports show: the same boxes, lines, relations and kinds of findings."""

from __future__ import annotations

from typing import Any

from orgsketch.document import engine_for
from orgsketch.drawing.options import DEFAULTS
from orgsketch.exporters.material import Material
from orgsketch.files import chartfile
from orgsketch.resources import samples
from tests.exporters.test_same_everywhere import expected

WARNINGS = ("critical", "major", "minor")


def test_canvas_and_picture_agree(window: Any) -> None:
    for sample in samples():
        shown = window(chartfile.open_strictly(sample).chart, engine_for)
        shown.document.settle()
        canvas, document = shown.canvas, shown.document
        made = Material.of(document.chart, DEFAULTS, document.report, document.book)
        seen = expected(made)
        cards = [branch for branch, _x, _y in canvas.chart_layout.cards()]
        placed = {branch.box for branch in cards}
        assert placed == {box for box in seen.boxes if made.layout.rect(box)}
        lines = {(card.box, below.box) for card in cards for below in (*card.reports, *card.assistants)}
        assert lines == {(manager, box) for manager, box in seen.lines if box in placed}
        everything = canvas.chart_layout.bounds.grown(500)
        drawn = {relation.id for relation, _way in canvas.linework.relations_in(everything)}
        assert drawn == {
            id
            for id in seen.relations
            if {made.chart.relations[id].start, made.chart.relations[id].end} <= placed
        }
        badges = {(made.entries[number - 1].mark.kind, box) for number, box in seen.badges}
        warned = {box for kind, box in badges if kind in WARNINGS}
        for box in placed:
            worn = [mark.kind for mark in canvas.contents.marks.get(box, ()) if mark.kind in WARNINGS]
            assert bool(worn) == (box in warned)
            assert {(kind, box) for kind in worn} <= badges  # a card has room for the worst few
