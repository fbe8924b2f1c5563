"""What the rules find in an open chart, kept in step with it, and what an edit would change in that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, squash
from orgsketch.rules.finding import FindingChanges, Report, news

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book

QUICK = 0.008  # seconds an evaluation may take inside the edit itself; a slower one waits for the event loop
LONGEST_WAIT = 250  # milliseconds


class Engine(Protocol):
    """What the document asks of `rules.engine.Engine`."""

    @property
    def book(self) -> Book:
        """The rules and the vocabulary in use."""

    def report(self, chart: Chart) -> Report:
        """The findings of a whole chart."""

    def advance(self, report: Report, diff: ChartDiff, chart: Chart) -> Report:
        """The findings of `chart`, which is the reported chart after `diff`."""


def engine_for(packs: Sequence[str], folders: Sequence[Path] = ()) -> Engine:
    """The rule engine over these packs (none = the built-in ones) and the packs in the user's folders."""
    from orgsketch.rules.engine import Engine as RuleEngine
    from orgsketch.rules.pack import load_book

    return RuleEngine(load_book(tuple(packs), tuple(folders)))


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would do, without doing it; `refusal` says in one sentence why it cannot be done."""

    diff: ChartDiff = field(default_factory=ChartDiff)
    chart: Chart | None = None
    report: Report | None = None
    changes: FindingChanges | None = None
    refusal: str = ""


class Evaluation(QObject):
    """The findings of one chart after the other. `changed`: `report` fits the chart again."""

    changed = Signal()

    engine: Engine
    report: Report
    chart: Chart
    is_quick: bool
    _unread: ChartDiff | None

    def __init__(self, parent: QObject, engines: Callable[[Sequence[str]], Engine]) -> None:
        super().__init__(parent)
        self._engines = engines
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.settle)

    def read(self, chart: Chart) -> None:
        """Begin anew with a chart, by its own packs."""
        self._timer.stop()
        self.chart, self._unread, self.is_quick = chart, None, True
        self.engine = self._engines(chart.head.packs)
        self.report = self.engine.report(chart)

    def of(self, chart: Chart) -> Report:
        """The findings of another chart, by its own packs. Touches nothing; may be called by a worker."""
        return self._engines(chart.head.packs).report(chart)

    def note(self, diff: ChartDiff, chart: Chart) -> None:
        """The chart is `chart` now, after `diff`; its findings wait until they are asked for or `follow`."""
        self.chart = chart
        self._unread = squash(self._unread, diff) if self._unread else diff

    def turn_to_packs(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Read the chart by the packs it names now, where they are others."""
        if before != after:
            self.read(self.chart)
            self.changed.emit()

    def follow(self) -> None:
        """Find what has been noted: at once, or after it has been painted where finding takes long.

        What reads the findings works them out, so that their readers count.
        """
        if self.is_quick:
            self.settle()
        else:
            self._timer.start()

    @property
    def is_settled(self) -> bool:
        """Whether the findings are those of the chart as it is now."""
        return not self._timer.isActive()

    def settle(self) -> None:
        """Bring the findings up to date now, when something waits."""
        if self._unread is None:
            return
        self._timer.stop()
        diff, self._unread = self._unread, None
        started = perf_counter()
        try:
            self.report = self.engine.advance(self.report, diff, self.chart)
        except Exception:
            # The fault is told, but the findings shown are still those of this chart.
            self.report = self.engine.report(self.chart)
            raise
        finally:
            self.changed.emit()
            self._pace(perf_counter() - started)

    def foresee(self, diff: ChartDiff, chart: Chart) -> Preview:
        """What `diff`, which leads to `chart`, would change. Touches nothing that is not settled."""
        report = self.engine.advance(self.report, diff, chart)
        return Preview(diff, chart, report, news(self.report, report))

    def _pace(self, cost: float) -> None:
        """How soon after the next edit findings are looked at."""
        self.is_quick = cost <= QUICK
        self._timer.setInterval(min(LONGEST_WAIT, round(cost * 2000)))
