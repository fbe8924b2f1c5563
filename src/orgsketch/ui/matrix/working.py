"""Working out the matrix a slice at a time, so that the window stays fluid whatever the options' size.

What was worked out of an option is kept as long as its chart, its findings and the baseline are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from orgsketch.compare import standing
from orgsketch.compare.matrix import Matrix, side_by_side
from orgsketch.model.chart import Chart
from orgsketch.rules.finding import Report

if TYPE_CHECKING:
    from orgsketch.compare.standing import Standing
    from orgsketch.compare.voices import Case
    from orgsketch.vocabulary import Vocabulary

SLICE = 0.012  # seconds


class Entry(NamedTuple):
    """An option to work out. `key`: what it is known by."""

    key: str
    chart: Chart
    report: Report


class Means(NamedTuple):
    """What is needed beside the options: the words, and the voices on a chart."""

    words: Vocabulary
    case: Callable[[Chart, Report], Case]


class Working(QObject):
    """The work on one matrix. `advanced(done, all)`: so many are ready. `finished(Matrix)`: it is over.

    A matrix that was stopped has the first of the options, those that were ready.
    """

    advanced = Signal(int, int)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worked_out = 0  # options since the start, for those who want to know what it cost
        self._known: dict[str, tuple[Entry, Entry, Means, Standing]] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._steps: Iterator[Matrix | None] = iter(())
        self._ready: list[Standing] = []
        self._words: Vocabulary | None = None

    @property
    def is_busy(self) -> bool:
        """Whether it is not finished."""
        return self._timer.isActive()

    def start(self, entries: Sequence[Entry], means: Means) -> None:
        """Work these out, the first is the baseline; what was under way is given up."""
        self._known = {entry.key: self._known[entry.key] for entry in entries if entry.key in self._known}
        self._steps = self._work(tuple(entries), means)
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Show what is ready, and leave it at that."""
        if self.is_busy and self._ready:
            self._timer.stop()
            self.finished.emit(side_by_side(self._ready, self._words))

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self._timer.stop()

    def _go_on(self) -> None:
        """One slice: as many steps as fit, at least one."""
        until = perf_counter() + SLICE
        for matrix in self._steps:
            if matrix is not None:
                self._timer.stop()
                self.finished.emit(matrix)
                return
            if perf_counter() > until:
                return

    def _work(self, entries: Sequence[Entry], means: Means) -> Iterator[Matrix | None]:
        self._ready, self._words = [], means.words
        for done, entry in enumerate(entries):
            self.advanced.emit(done, len(entries))
            made = self._kept(entry, entries[0], means)
            if made is None:
                made = yield from self._stand(entry, entries[0], means)
            self._ready.append(made)
            yield None
        self.advanced.emit(len(entries), len(entries))
        yield side_by_side(self._ready, means.words)

    def _kept(self, entry: Entry, first: Entry, means: Means) -> Standing | None:
        known = self._known.get(entry.key)
        if known is None or not (_is_same(known[0], entry) and _is_same(known[1], first)):
            return None
        return known[3] if known[2].words is means.words else None

    def _stand(self, entry: Entry, first: Entry, means: Means) -> Generator[None, None, Standing]:
        """Work one out, a step between what may take long."""
        case = means.case(entry.chart, entry.report)
        yield
        made = standing(first.chart, entry.chart, first.report, entry.report, case, means.words)
        yield
        made.work_out()
        self._known[entry.key] = (entry, first, means, made)
        self.worked_out += 1
        return made


def _is_same(old: Entry, new: Entry) -> bool:
    return old.chart is new.chart and old.report is new.report
