"""What GUI tests need: windows without rules unless asked for, and a user who answers as told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from orgsketch.document import Document
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.rules.finding import Report
from orgsketch.rules.pack import load_book


class NullEngine:
    """Knows the words of the packs; finds nothing, asks nothing."""

    def __init__(self) -> None:
        self.book = load_book()

    def report(self, chart: Chart) -> Report:
        """An empty report."""
        return Report((), ())

    def advance(self, report: Report, diff: ChartDiff, chart: Chart) -> Report:
        """The same empty report."""
        return report


class Answers:
    """Stands in for the user: answers as told, and fails on a question nobody expected."""

    def __init__(self) -> None:
        self.replies: dict[str, Any] = {}
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def will(self, **replies: Any) -> Answers:
        """Answer these questions like this from now on."""
        self.replies.update(replies)
        return self

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def answer(*about: Any, **more: Any) -> Any:
            assert name in self.replies, f"nobody expected to be asked {name}{about}"
            self.asked.append((name, about))
            return self.replies[name]

        return answer


@pytest.fixture
def document(qapp: Any) -> Callable[[Chart], Document]:
    """Opens a chart in a document without rules."""
    return lambda chart: Document(chart, engines=lambda packs: NullEngine())


@pytest.fixture
def window(qtbot: QtBot) -> Callable[..., Any]:
    """Opens a chart in a window, shown; `engines` brings rules."""
    from orgsketch.ui.window import Window

    def open_window(chart: Chart | None = None, engines: Callable[[Sequence[str]], Any] | None = None) -> Any:
        document = Document(engines=engines or (lambda packs: NullEngine()))
        made = Window(document)
        made.ask = Answers()
        qtbot.addWidget(made, before_close_func=lambda widget: document.undo_stack.setClean())
        made.resize(1440, 900)
        if chart is not None:
            document.adopt(chart)
            document.undo_stack.setClean()
            made.show_chart()
        with qtbot.waitExposed(made):
            made.show()
        return made

    return open_window
