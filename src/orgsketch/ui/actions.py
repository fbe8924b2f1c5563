"""The menu as one table. Menus, toolbar, command finder and shortcut sheet are all made from it.

A new command is one row here and one function in `ui.commands`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from orgsketch.resources import N_, settings
from orgsketch.ui.arrangerows import ARRANGE, ARRANGE_ROWS
from orgsketch.ui.commands import (
    advice,
    choosing,
    copying,
    editing,
    exporting,
    files,
    merging,
    screen,
    updating,
    viewing,
)
from orgsketch.ui.lookrows import COLORS, LINES, LOOKS, SEARCH
from orgsketch.ui.optionrows import OPTION_ROWS
from orgsketch.ui.rows import (
    Do,
    Row,
    in_file,
    on_chart,
    on_surface,
    with_boxes,
    with_content,
    with_one,
    with_selection,
)

if TYPE_CHECKING:
    from orgsketch.model.edits import Choice

FILE, EDIT, CHART, VIEW, FINDINGS, OPTIONS, HELP = (
    N_("File"),
    N_("Edit"),
    N_("Chart"),
    N_("View"),
    N_("Findings"),
    N_("Options"),
    N_("Help"),
)
THEME, MERGE = N_("Theme"), N_("Merge")
CANVAS = True
MENUS = (FILE, EDIT, CHART, VIEW, FINDINGS, OPTIONS, HELP)
SELECT, LAYERS = N_("Select"), N_("Layers")
SUBMENUS = {
    SELECT: EDIT,
    ARRANGE: CHART,
    THEME: VIEW,
    LAYERS: VIEW,
    MERGE: OPTIONS,
    COLORS: VIEW,
    LINES: VIEW,
}
SAID = frozenset((ARRANGE, THEME, COLORS, LINES))  # whose commands say little without the menu's name


def _theme(name: str, text: str) -> Row:
    return Row(
        f"theme_{name}",
        THEME,
        text,
        lambda window: viewing.choose_theme(window, name),
        checked=lambda window: settings.load().theme == name,
    )


def _layers(number: int, text: str) -> Row:
    do = partial(choosing.show_layers, layers=number)
    return Row(f"layers_{number}", LAYERS, text, do, f"Ctrl+Alt+{number}", with_boxes)


def _take(choice: Choice, text: str, keys: str) -> Row:
    do = partial(merging.take, choice=choice)
    return Row(f"take_{choice}", MERGE, text, do, keys, merging.has_conflicts)


def _select(name: str, text: str, do: Do, keys: str) -> Row:
    return Row(f"select_{name}", SELECT, text, do, keys, with_selection)


def _panel(side: str, text: str, keys: str) -> Row:
    return Row(
        side,
        VIEW,
        text,
        lambda window: viewing.toggle_side(window, side),
        keys,
        on_chart,
        checked=lambda window: viewing.is_side_shown(window, side),
    )


TABLE: tuple[Row, ...] = (
    Row("new", FILE, N_("New chart"), files.new, "Ctrl+N"),
    Row("open", FILE, N_("Open a chart…"), files.open_file, "Ctrl+O"),
    Row("save", FILE, N_("Save"), files.save, "Ctrl+S", in_file, line=True),
    Row("save_as", FILE, N_("Save as…"), files.save_as, "Ctrl+Shift+S", in_file),
    Row("import", FILE, N_("Import a table…"), files.import_file, line=True),
    Row("update", FILE, N_("Update from a newer table…"), updating.update_from_table, when=with_boxes),
    Row("paste_outline", FILE, N_("Draw a typed structure…"), files.paste_outline),
    Row("export", FILE, N_("Export…"), exporting.export, "Ctrl+E", with_content),
    Row("print", FILE, N_("Print…"), exporting.print_chart, "Ctrl+P", with_content),
    Row("close_chart", FILE, N_("Close the chart"), files.close_chart, "Ctrl+W", in_file, line=True),
    Row("quit", FILE, N_("Quit"), files.quit_all, "Ctrl+Q"),
    Row("undo", EDIT, N_("Undo"), editing.undo, "Ctrl+Z", editing.can_undo),
    Row("redo", EDIT, N_("Redo"), editing.redo, "Ctrl+Shift+Z", editing.can_redo),
    Row("rename", EDIT, N_("Rename"), editing.rename, "F2", with_one, CANVAS, line=True),
    Row("delete", EDIT, N_("Delete…"), editing.delete, "Del", with_selection, CANVAS),
    Row(
        "delete_only",
        EDIT,
        N_("Delete this box only"),
        editing.delete_only,
        "Ctrl+Del",
        with_selection,
        CANVAS,
    ),
    Row("cut", EDIT, N_("Cut"), copying.cut, "Ctrl+X", with_selection, CANVAS, line=True),
    Row("copy", EDIT, N_("Copy"), copying.copy, "Ctrl+C", with_selection, CANVAS),
    Row("paste", EDIT, N_("Paste"), copying.paste, "Ctrl+V", on_chart, CANVAS),
    Row("copy_shorthand", EDIT, N_("Copy as shorthand"), copying.copy_shorthand, when=with_selection),
    Row("copy_chart", EDIT, N_("Copy the whole chart"), exporting.copy_chart, "Ctrl+Shift+C", with_content),
    Row("copy_picture", EDIT, N_("Copy as a picture"), copying.copy_picture, when=with_selection),
    Row("select_all", SELECT, N_("Select all"), editing.select_all, "Ctrl+A", with_boxes, CANVAS),
    _select("branch", N_("Select all below"), choosing.select_branch, "Ctrl+Shift+A"),
    _select("reports", N_("Select the direct reports"), choosing.select_reports, "Alt+Shift+C"),
    _select("peers", N_("Select all peers"), choosing.select_peers, "Alt+Shift+S"),
    _select("manager", N_("Select the manager"), choosing.select_manager, "Alt+Shift+P"),
    Row("settings", EDIT, N_("Settings…"), viewing.preferences, "Ctrl+,", line=True),
    Row("find", EDIT, N_("Find a box or a command"), viewing.find, "Ctrl+K", line=True),
    *SEARCH,
    Row("palette", CHART, N_("Add a box from the palette"), viewing.palette, "Ins", on_chart),
    Row("add_report", CHART, N_("Add a report"), editing.add_report, "Tab", on_chart, CANVAS),
    Row("add_peer", CHART, N_("Add a peer after"), editing.add_peer, "Return", on_chart, CANVAS),
    Row(
        "add_before",
        CHART,
        N_("Add a peer before"),
        editing.add_peer_before,
        "Shift+Return",
        with_one,
        CANVAS,
    ),
    Row(
        "add_manager", CHART, N_("Add a manager above"), editing.add_manager, "Ctrl+Return", with_one, CANVAS
    ),
    Row("move_to", CHART, N_("Move to…"), editing.move_to, "Ctrl+M", with_selection, line=True),
    Row("draw_line", CHART, N_("Draw a line to…"), editing.draw_line, "Ctrl+L", with_one),
    Row("earlier", CHART, N_("Move before its sibling"), editing.earlier, "Ctrl+Left", with_one, CANVAS),
    Row("later", CHART, N_("Move after its sibling"), editing.later, "Ctrl+Right", with_one, CANVAS),
    Row("promote", CHART, N_("Move up a layer"), editing.promote, "Ctrl+Up", with_one, CANVAS),
    Row("demote", CHART, N_("Move below its sibling"), editing.demote, "Ctrl+Down", with_one, CANVAS),
    *ARRANGE_ROWS,
    Row("expect", CHART, N_("What it is for…"), advice.expect, "Ctrl+Shift+E", with_one, line=True),
    Row("properties", CHART, N_("Properties"), viewing.properties, "Alt+4", on_chart),
    Row("fold", VIEW, N_("Fold or unfold"), viewing.fold, "Ctrl+.", with_selection),
    Row("focus", VIEW, N_("Focus on this branch"), choosing.focus, "Ctrl+Shift+F", with_one),
    Row("focus_up", VIEW, N_("Focus one layer up"), choosing.focus_up, "Alt+Up", choosing.in_focus),
    Row("unfocus", VIEW, N_("Back to the whole chart"), choosing.unfocus, "Alt+Home", choosing.in_focus),
    _layers(1, N_("Show only the top")),
    _layers(2, N_("Show two layers")),
    _layers(3, N_("Show three layers")),
    _layers(4, N_("Show four layers")),
    Row("unfold_all", LAYERS, N_("Show all layers"), choosing.unfold_all, "Ctrl+Alt+0", with_boxes),
    Row("zoom_in", VIEW, N_("Zoom in"), viewing.zoom_in, "Ctrl++", on_surface),
    Row("zoom_out", VIEW, N_("Zoom out"), viewing.zoom_out, "Ctrl+-", on_surface),
    Row("fit", VIEW, N_("Fit the whole chart"), viewing.fit, "Ctrl+0", on_surface),
    Row("actual_size", VIEW, N_("Actual size"), viewing.actual_size, "Ctrl+1", on_surface),
    Row(
        "flow",
        VIEW,
        N_("Information flow"),
        advice.toggle_flow,
        "Ctrl+I",
        with_boxes,
        checked=advice.is_flow_shown,
    ),
    _panel("left", N_("Palette and outline"), "Ctrl+B"),
    _panel("right", N_("Findings and properties"), "Ctrl+Shift+B"),
    _panel("history", N_("History"), "Ctrl+H"),
    Row(
        "calm", VIEW, N_("Only the chart"), screen.toggle_calm, "Shift+F11", on_chart, checked=screen.is_calm
    ),
    Row("present", VIEW, N_("Present the findings"), screen.present, "F5", with_boxes),
    Row("present_options", VIEW, N_("Present the options"), screen.present_options, "Shift+F5", with_content),
    Row("minimap", VIEW, N_("Minimap"), choosing.toggle_minimap, when=on_chart, checked=choosing.has_minimap),
    *LOOKS,
    Row("full_screen", VIEW, N_("Full screen"), viewing.full_screen, "F11", checked=viewing.is_full_screen),
    _theme("system", N_("As the system")),
    _theme("light", N_("Light")),
    _theme("dark", N_("Dark")),
    _theme("high_contrast", N_("High contrast")),
    Row("motion", VIEW, N_("Reduced motion"), viewing.toggle_motion, checked=viewing.is_motion_reduced),
    Row("findings", FINDINGS, N_("Show the findings"), viewing.findings, "Alt+1", on_chart),
    Row("questions", FINDINGS, N_("Show the questions"), viewing.questions, "Alt+2", on_chart),
    Row("case", FINDINGS, N_("Show the case for and against"), viewing.case, "Alt+3", on_chart),
    Row("guides", FINDINGS, N_("Guides…"), advice.guides, "Ctrl+G", with_boxes),
    Row("next_finding", FINDINGS, N_("Next finding"), viewing.next_finding, "F8", with_boxes, line=True),
    Row("last_finding", FINDINGS, N_("Previous finding"), viewing.last_finding, "Shift+F8", with_boxes),
    *OPTION_ROWS,
    Row(
        "merge_options",
        MERGE,
        N_("Merge another option into this one…"),
        merging.merge_options,
        when=with_boxes,
    ),
    Row("merge", MERGE, N_("Show the conflicts"), merging.show, "Ctrl+F7", merging.has_conflicts),
    Row("next_conflict", MERGE, N_("Next conflict"), merging.next_conflict, "F7", merging.has_conflicts),
    Row(
        "last_conflict",
        MERGE,
        N_("Previous conflict"),
        merging.last_conflict,
        "Shift+F7",
        merging.has_conflicts,
    ),
    _take("ours", N_("Take ours"), "Alt+Shift+O"),
    _take("base", N_("Take what was before both"), "Alt+Shift+B"),
    _take("theirs", N_("Take theirs"), "Alt+Shift+T"),
    _take("shown", N_("Leave as shown"), "Alt+Shift+K"),
    Row("tour", HELP, N_("Tour of the example"), advice.tour),
    Row("topics", HELP, N_("Pages of help"), advice.topics),
    Row("rules", HELP, N_("All rules"), advice.rules),
    Row("glossary", HELP, N_("Glossary"), advice.glossary),
    Row("shortcuts", HELP, N_("Keyboard shortcuts"), viewing.shortcuts, "F1"),
    Row("about", HELP, N_("About Orgsketch"), viewing.about),
)


# The menus that pop up; "" is a separator.
ON_BOX = (
    "rename",
    "properties",
    "",
    "add_report",
    "add_peer",
    "add_before",
    "add_manager",
    "",
    "move_to",
    "draw_line",
    ARRANGE,
    "assistant",
    "",
    "fold",
    "focus",
    "select_branch",
    "",
    "cut",
    "copy",
    "paste",
    "",
    "delete",
    "delete_only",
)
ON_CHART = ("add_report", "paste", "paste_outline", "", "select_all", "fit", "", "properties", "export")

# What the canvas does with keys by itself, for the sheet of shortcuts.
CANVAS_KEYS = (
    (N_("Arrows"), N_("Walk to the box above, below, beside")),
    (N_("Shift+Arrows"), N_("Add to the selection")),
    (N_("Letters and digits"), N_("Type a new title")),
    (N_("Space"), N_("Fold or unfold a branch")),
    (N_("Esc"), N_("Cancel a drag, or select nothing")),
    (N_("1, 2, 3"), N_("In a comparison: the chart before, the chart after, the changes")),
    (N_("N, Shift+N"), N_("In a comparison: the next change, the one before")),
)
