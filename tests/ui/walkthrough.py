"""Every panel and dialog of advice, one after the other: what a reader would open, as widgets to look at.

`python -m tests.ui.walkthrough OUT [THEME] [--longer]` shows them with the words of the program, or
with words as long as German ones, writes a picture of each to OUT (none with "-"), and prints what is cut
or has no name for a screen reader.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.longer import Longer, cut, longer_tables, nameless

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SIZE = QSize(1440, 900)


def settle() -> None:
    for _round in range(4):
        QApplication.processEvents()


def views() -> Iterator[tuple[str, QWidget]]:
    """A name and a widget each, shown."""
    from orgsketch.ui.app import Windows

    windows = Windows()
    windows.open([])
    window = windows.all[0]
    settle()
    window.window().resize(SIZE)  # the screen of the offscreen platform is smaller
    settle()
    yield "start", window
    window.actions_table["new"].trigger()
    settle()
    yield "empty", window
    window.document.undo_stack.setClean()
    window.actions_table["tour"].trigger()
    tour = window.coaching.tour
    while tour.is_on:
        settle()
        yield f"tour-{tour.step + 1}", window
        tour.show_step(tour.step + 1)
    yield from _panels(window)
    yield from _dialogs(window)
    window.document.undo_stack.setClean()


def _panels(window: object) -> Iterator[tuple[str, QWidget]]:
    from orgsketch.ui.panels.finding_view import FindingView
    from orgsketch.ui.panels.scroll import Scroll
    from orgsketch.ui.trying import Trial
    from orgsketch.ui.window import Window

    assert isinstance(window, Window)
    side, document = window.side, window.document
    found = [finding for finding in document.report.findings if finding.boxes]
    box = found[0].boxes[0]
    side.show_panel("findings")
    settle()
    yield "findings", window
    window.show_finding(found[0].rule, box)
    settle()
    yield "finding", window
    view = side.findings.findChildren(FindingView)[0]
    view.accept_link.click()
    settle()
    yield "accepting", window
    side.show_panel("questions")
    settle()
    yield "questions", window
    window.select([box])
    for name in ("questions", "case", "properties"):
        side.show_panel(name)
        settle()
        yield f"{name}-of-box", window
    for place in (0.5, 1.0):
        side.show_panel("case")
        settle()
        bar = side.case.findChildren(Scroll)[0].verticalScrollBar()
        bar.setValue(int(bar.maximum() * place))
        settle()
        yield f"case-{place:g}", window
    window.select([])
    side.show_panel("properties")
    settle()
    yield "properties-of-chart", window
    window.select([box])
    window.actions_table["expect"].trigger()
    settle()
    yield "expecting", window
    window.coaching.expecting.leave()
    remedy = next(r for f in found for r in f.remedies if r.diff)
    assert remedy.diff
    window.trial.show_trial(Trial(document, remedy.text, remedy.diff))
    settle()
    yield "trial", window
    window.trial.leave()


def _dialogs(window: object) -> Iterator[tuple[str, QWidget]]:
    from orgsketch.ui.commands import advice
    from orgsketch.ui.dialogs.guide import GuideSheet, WalkPicker
    from orgsketch.ui.dialogs.moving import MovePicker
    from orgsketch.ui.dialogs.pickers import LinePicker
    from orgsketch.ui.dialogs.preferences import Preferences
    from orgsketch.ui.dialogs.shortcuts import ShortcutSheet
    from orgsketch.ui.guiding import Guiding
    from orgsketch.ui.window import Window

    assert isinstance(window, Window)
    side, document = window.side, window.document
    selected = window.selection
    yield from _shown("guides", WalkPicker(window, side.advice, selected))
    for walk in side.advice.walks:
        guiding = Guiding(side.advice, walk, selected)
        for step in range(len(walk.guides)):
            guiding.go(1 if step else 0)
            yield from _shown(f"guide-{walk.id}-{step + 1}", GuideSheet(window, guiding))
    boxes = list(document.chart.boxes)
    yield from _shown("move", MovePicker(window, "Move", list(selected), boxes, "No manager"))
    yield from _shown("line", LinePicker(window, document, "Product marketing", boxes))
    yield from _shown("settings", Preferences(window))
    yield from _shown("shortcuts", ShortcutSheet(window))
    reader = advice.reader(window)
    for name, read in {
        "rule": lambda: reader.read_rule("PMM101"),
        "rules": lambda: reader.read_rule(""),
        "glossary": reader.read_glossary,
        "help": reader.read_help,
    }.items():
        read()
        settle()
        yield name, reader
    reader.close()


def _shown(name: str, dialog: QDialog) -> Iterator[tuple[str, QWidget]]:
    fit: Callable[[], None] | None = getattr(dialog, "fit_words", None)
    if fit:
        fit()
    dialog.show()
    settle()
    yield name, dialog
    dialog.close()
    dialog.deleteLater()


def lengthen() -> None:
    """From now on everything the program and its packs say is longer."""
    from orgsketch import vocabulary
    from orgsketch.resources import sentences
    from orgsketch.vocabulary import folders

    catalogue, tables = Longer(), longer_tables(folders.read_built_in())
    sentences._catalogue = lambda: catalogue  # type: ignore[assignment]
    vocabulary.built_in = lambda: tables  # type: ignore[assignment]


def main(out: str, theme: str, is_longer: bool) -> int:
    """Look at every view; how many of them cut something."""
    from orgsketch.resources import settings
    from orgsketch.ui.app import application

    qInstallMessageHandler(lambda kind, context, text: None)
    if is_longer:
        lengthen()
    settings.update(theme=theme, reduced_motion=True)
    application()
    faults = 0
    for name, widget in views():
        if out != "-":
            Path(out).mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(Path(out, f"{name}.png")))
        found = [*cut(widget), *nameless(widget)]
        faults += bool(found)
        for words in found:
            print(f"{name}: {words}")
    return faults


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("-") or word == "-"]
    sys.exit(min(1, main(given[0], given[1] if len(given) > 1 else "light", "--longer" in sys.argv)))
