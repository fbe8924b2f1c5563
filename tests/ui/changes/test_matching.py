"""Charts that share no ids, such as two imports, are matched before they are compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from orgsketch import compare
from orgsketch.files import chartfile
from orgsketch.model import edits, ids
from orgsketch.model.merge.clashes import renumbered
from orgsketch.ui.app import Windows
from tests.charts import do, org

BEFORE = org(ceo=None, product="ceo", marketing="ceo", pm="product", pmm="marketing", events="marketing")


def imported_again() -> Any:
    """One box moved, and every id another one."""
    moved = do(BEFORE, edits.move, "b_pmm", "b_product")
    return renumbered(moved, {box: ids.hashed_id("b_", box) for box in moved.boxes})


def test_strangers_are_told_and_matched(compared: Callable[..., Any]) -> None:
    window = compared(imported_again(), BEFORE)
    page = window.modes.page
    assert page.header.strangers.isVisible()
    assert page.comparing.comparison.counts == {"added": 6, "removed": 6}
    window.ask.who_is_who = lambda before, after: compare.match(before, after)
    page.header.match.click()
    assert not page.header.strangers.isVisible()
    assert page.comparing.comparison.counts == {"moved": 1}
    assert not window.actions_table["match_other"].isEnabled()


def test_matching_can_be_cancelled(compared: Callable[..., Any]) -> None:
    window = compared(imported_again(), BEFORE)
    window.ask.will(who_is_who=None)
    window.actions_table["match_other"].trigger()
    assert window.modes.page.header.strangers.isVisible()


def test_versions_of_one_chart_are_no_strangers(compared: Callable[..., Any]) -> None:
    window = compared(BEFORE, do(BEFORE, edits.rename, "b_pm", "Other"))
    assert not window.modes.page.header.strangers.isVisible()
    assert not window.actions_table["match_other"].isEnabled()


def test_two_files_are_compared_as_git_asks(qtbot: Any, tmp_path: Path) -> None:
    before, after = tmp_path / "before.orgsketch", tmp_path / "after.orgsketch"
    chartfile.save(BEFORE, before)
    chartfile.save(do(BEFORE, edits.move, "b_pmm", "b_product"), after)
    windows = Windows()
    windows.compare(before, after)
    for window in windows.all:
        qtbot.addWidget(window)
    comparing = windows.all[-1].modes.page.comparing  # type: ignore[union-attr]
    assert comparing.other.path == before
    assert comparing.comparison.counts == {"moved": 1}
