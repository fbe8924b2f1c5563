"""The undo history of an open chart: steps, each a diff and its name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from orgsketch.errors import EditError
from orgsketch.model.diff import ChartDiff, invert, squash

UNDO_LIMIT = 10_000  # a step costs what it changes; nobody runs out of them in a day


@dataclass(slots=True)
class Step:
    """One undo step: a diff and its name; steps of one `field_key` join."""

    text: str
    diff: ChartDiff
    field_key: str = ""


class History(QObject):
    """The steps of a document, done and taken back, with the names Qt gives to such a thing.

    Plain Python: a `QUndoStack` frees its Python commands after the garbage collector has, and crashes.
    `indexChanged(int)`: a step was done or taken back. `cleanChanged(bool)`: saved, or no longer.
    `retraced(ChartDiff)`: steps were taken back, or done again; not for a new step.
    """

    indexChanged = Signal(int)
    cleanChanged = Signal(bool)
    retraced = Signal(object)

    def __init__(self, parent: QObject, do: Callable[[ChartDiff], None]) -> None:
        super().__init__(parent)
        self._do = do
        self._steps: list[Step] = []
        self._index = 0
        self._clean: int | None = 0

    def push(self, step: Step) -> None:
        """Do a step; what was taken back is forgotten. Raises EditError for a diff that does not fit."""
        was_clean = self.isClean()
        self._follow(step.diff)
        if self._clean is not None and self._clean > self._index:
            self._clean = None
        del self._steps[self._index :]
        if not self._joined(step):
            self._steps.append(step)
            self._index += 1
            self._forget_oldest()
        self._told(was_clean)

    def undo(self) -> None:
        """Take the last step back."""
        self.setIndex(self._index - 1)

    def redo(self) -> None:
        """Do the next step again."""
        self.setIndex(self._index + 1)

    def setIndex(self, index: int) -> None:
        """Go to where `index` steps are done."""
        was_clean, done = self.isClean(), ChartDiff()
        for diff in self._way(index):
            self._follow(diff)
            done = squash(done, diff)
        self._told(was_clean)
        if done:
            self.retraced.emit(done)

    def _way(self, index: int) -> Iterator[ChartDiff]:
        """The steps from here to there, one after the other."""
        while self._index > max(0, index):
            self._index -= 1
            yield invert(self._steps[self._index].diff)
        while self._index < min(index, len(self._steps)):
            self._index += 1
            yield self._steps[self._index - 1].diff

    def clear(self) -> None:
        """Forget every step; the document counts as saved."""
        was_clean = self.isClean()
        self._steps, self._index, self._clean = [], 0, 0
        self._told(was_clean)

    def setClean(self) -> None:
        """The document is saved as it is now."""
        was_clean, self._clean = self.isClean(), self._index
        self._told(was_clean)

    def resetClean(self) -> None:
        """The document is nowhere saved."""
        was_clean, self._clean = self.isClean(), None
        self._told(was_clean)

    def isClean(self) -> bool:
        """Whether the document is as it was saved."""
        return self._clean == self._index

    def canUndo(self) -> bool:
        """Whether a step can be taken back."""
        return self._index > 0

    def canRedo(self) -> bool:
        """Whether a step can be done again."""
        return self._index < len(self._steps)

    def undoText(self) -> str:
        """The name of the step `undo` takes back."""
        return self._steps[self._index - 1].text if self.canUndo() else ""

    def redoText(self) -> str:
        """The name of the step `redo` does."""
        return self._steps[self._index].text if self.canRedo() else ""

    def text(self, index: int) -> str:
        """The name of a step."""
        return self._steps[index].text

    def count(self) -> int:
        """How many steps there are, those taken back too."""
        return len(self._steps)

    def index(self) -> int:
        """How many steps are done."""
        return self._index

    def _follow(self, diff: ChartDiff) -> None:
        """Do a diff; a fault of those who follow the chart is told, and costs no step."""
        try:
            self._do(diff)
        except EditError:
            raise
        except Exception:
            sys.excepthook(*sys.exc_info())

    def _joined(self, step: Step) -> bool:
        """Join a step with the last when both typed in one field since the last save."""
        last = self._steps[-1] if self._steps else None
        if last is None or not step.field_key or last.field_key != step.field_key or self.isClean():
            return False
        last.diff = squash(last.diff, step.diff)
        if not last.diff:
            self._steps.pop()
            self._index -= 1
        return True

    def _forget_oldest(self) -> None:
        if len(self._steps) > UNDO_LIMIT:
            del self._steps[0]
            self._index -= 1
            self._clean = None if not self._clean else self._clean - 1

    def _told(self, was_clean: bool) -> None:
        self.indexChanged.emit(self._index)
        if self.isClean() != was_clean:
            self.cleanChanged.emit(self.isClean())
