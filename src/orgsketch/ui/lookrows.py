"""The rows of the table that change how the chart is looked at: search, colours, lines, cards."""

from __future__ import annotations

from functools import partial

from orgsketch.drawing.coloring import TITLES
from orgsketch.drawing.relations import KINDS
from orgsketch.resources import N_
from orgsketch.ui.commands import looking
from orgsketch.ui.rows import Row, on_chart, with_boxes, with_selection

EDIT, CHART, VIEW = "Edit", "Chart", "View"
COLORS, LINES = N_("Colour by"), N_("Lines")


def _color(by: str, text: str) -> Row:
    do, is_on = partial(looking.color_by, by=by), partial(looking.is_colored_by, by=by)
    return Row(f"color_{by}", COLORS, text, do, when=with_boxes, checked=is_on)


def _line(kind: str, text: str) -> Row:
    do, is_on = partial(looking.toggle_lines, kind=kind), partial(looking.shows_lines, kind=kind)
    return Row(f"lines_{kind}", LINES, text[:1].upper() + text[1:], do, when=on_chart, checked=is_on)


SEARCH = (
    Row("search", EDIT, N_("Search the chart"), looking.search, "Ctrl+F", with_boxes),
    Row("search_next", EDIT, N_("Next one found"), looking.search_next, "F3", with_boxes),
    Row("search_last", EDIT, N_("Previous one found"), looking.search_last, "Shift+F3", with_boxes),
    Row(
        "dim",
        EDIT,
        N_("Dim what is not found"),
        looking.toggle_dim,
        "Ctrl+D",
        with_boxes,
        checked=looking.is_dimming,
    ),
)
LOOKS = (
    *(_color(by, text) for by, text in TITLES.items()),
    Row(
        "color_column",
        COLORS,
        N_("One of the chart's columns…"),
        looking.choose_coloring,
        "Ctrl+Alt+C",
        with_boxes,
        line=True,
    ),
    *(_line(kind, text) for kind, text in KINDS.items()),
    Row("lines_all", LINES, N_("All lines"), looking.show_all_lines, when=on_chart, line=True),
    Row("lines_none", LINES, N_("Reporting lines only"), looking.hide_all_lines, when=on_chart),
    Row(
        "legend",
        VIEW,
        N_("Legend"),
        looking.toggle_legend,
        "Ctrl+Shift+L",
        on_chart,
        checked=looking.has_legend,
    ),
    Row(
        "small_cards",
        VIEW,
        N_("Small cards"),
        looking.toggle_small,
        "Ctrl+Shift+D",
        on_chart,
        checked=looking.is_small,
    ),
    Row(
        "bench",
        VIEW,
        N_("Bench"),
        looking.toggle_bench,
        when=looking.has_bench,
        checked=looking.is_bench_open,
    ),
    Row(
        "give_value",
        CHART,
        N_("Give a value of the legend…"),
        looking.give_value,
        "Ctrl+Alt+V",
        with_selection,
    ),
)
