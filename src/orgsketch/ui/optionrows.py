"""The rows of the menu Options: the modes, the charts beside this one, the comparison."""

from __future__ import annotations

from orgsketch.resources import N_
from orgsketch.ui.commands import branches, comparing, matrix, options, tabs
from orgsketch.ui.modes import MODES, Mode
from orgsketch.ui.rows import Do, Row, When, in_file, with_content

OPTIONS = N_("Options")


def _mode(mode: Mode) -> Row:
    return Row(
        f"mode_{mode.id}",
        OPTIONS,
        mode.title,
        lambda window: window.modes.show(mode.id),
        mode.keys,
        in_file,
        checked=lambda window: window.modes.current == mode.id,
    )


def _row(name: str, text: str, do: Do, keys: str, when: When, *, line: bool = False) -> Row:
    return Row(name, OPTIONS, text, do, keys, when, line=line)


OPTION_ROWS: tuple[Row, ...] = (
    *map(_mode, MODES),
    _row(
        "new_option",
        N_("New option from this chart…"),
        options.new_option,
        "Ctrl+Shift+N",
        with_content,
        line=True,
    ),
    Row(
        "baseline",
        OPTIONS,
        N_("This chart is the baseline"),
        options.toggle_baseline,
        when=in_file,
        checked=options.is_baseline,
    ),
    _row("same_case", N_("Apply this case to all options…"), options.apply_case, "", options.has_others),
    _row("send", N_("Move or copy to another chart…"), branches.send_selected, "", branches.has_target),
    _row("next_tab", N_("Next chart"), tabs.next_tab, "Ctrl+PgDown", tabs.has_tabs, line=True),
    _row("last_tab", N_("Previous chart"), tabs.last_tab, "Ctrl+PgUp", tabs.has_tabs),
    _row("tab_later", N_("Move the tab right"), tabs.later, "Ctrl+Shift+PgDown", tabs.has_tabs),
    _row("tab_earlier", N_("Move the tab left"), tabs.earlier, "Ctrl+Shift+PgUp", tabs.has_tabs),
    _row("own_window", N_("In a window of its own"), tabs.move_out, "", tabs.has_tabs),
    _row(
        "compare_with",
        N_("Compare with…"),
        comparing.choose_other,
        "Ctrl+Shift+K",
        comparing.is_shown,
        line=True,
    ),
    _row("match_other", N_("Match the two charts…"), comparing.match, "", comparing.has_stranger),
    _row("turn_around", N_("Look the other way round"), comparing.turn, "Ctrl+T", comparing.is_comparing),
    _row(
        "play_changes", N_("Show how the boxes move"), comparing.play, "Ctrl+Shift+M", comparing.is_comparing
    ),
    _row(
        "take_change",
        N_("Take this change back, or over"),
        comparing.take_current,
        "Ctrl+Backspace",
        comparing.has_change,
    ),
    _row("copy_changes", N_("Copy the changes as text"), comparing.copy_changes, "", comparing.is_comparing),
    _row("export_changes", N_("Export the changes…"), comparing.export_changes, "", comparing.is_comparing),
    _row("criterion", N_("Add a criterion…"), matrix.criterion, "", matrix.on_matrix, line=True),
    Row(
        "all_rules",
        OPTIONS,
        N_("Every rule that fires"),
        matrix.toggle_rules,
        when=matrix.on_matrix,
        checked=matrix.shows_all,
    ),
    Row(
        "all_answers",
        OPTIONS,
        N_("Every answer that differs"),
        matrix.toggle_answers,
        when=matrix.on_matrix,
        checked=matrix.shows_answers,
    ),
    _row("plan", N_("Plan to this option…"), matrix.plan, "Ctrl+Shift+P", matrix.has_plan),
    _row("copy_matrix", N_("Copy the matrix"), matrix.copy_matrix, "", matrix.on_matrix),
    _row("export_matrix", N_("Export the matrix…"), matrix.export_matrix, "", matrix.on_matrix),
)
