"""The options beside a chart: the open ones first, then the charts of its folder and its relatives elsewhere.

Files are read by a worker, one after the other, and once as long as they stay as they are. An open chart is
always told as it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from orgsketch.document import Document, sentence
from orgsketch.errors import OrgsketchError
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural, settings
from orgsketch.rules.finding import Report

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from orgsketch.files.chartfile import Loaded
    from orgsketch.ui.window import Window

SUFFIX = ".orgsketch"
MOST = 60  # files of a folder that are looked at
POLL = 20  # milliseconds between two looks at the worker

Stamp: TypeAlias = tuple[int, int]
Evaluate: TypeAlias = Callable[[Chart], Report]


@dataclass(frozen=True, eq=False)
class Option:
    """One chart beside others.

    `document`: where it is open; `digest`: of the file that was read. `trouble`: one sentence, why there is
    no chart; `fault`: why the file may be read but not written. Without a chart and without trouble it is
    still being read.
    """

    title: str
    path: Path | None = None
    is_here: bool = False
    document: Document | None = None
    chart: Chart | None = None
    report: Report | None = None
    digest: str = ""
    trouble: str = ""
    fault: str = ""

    @property
    def key(self) -> str:
        """What it is known by among the options."""
        return str(self.path) if self.path else f"open {id(self.document)}"

    @property
    def is_baseline(self) -> bool:
        """Whether it is protected: what the others are compared with."""
        return self.chart is not None and self.chart.head.protected

    @property
    def is_open(self) -> bool:
        """Whether it is open, here or in another tab."""
        return self.document is not None


Waiting: TypeAlias = dict[Path, tuple[Stamp, Future[Option]]]


class Shelf(QObject):
    """Chart files as they were last read. `changed`: one more was read."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: dict[Path, tuple[Stamp, Option]] = {}
        self._waiting: Waiting = {}
        self._timer = QTimer(self, interval=POLL)
        self._timer.timeout.connect(self._collect)
        self.destroyed.connect(partial(_drop, self._waiting))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.drop)

    @property
    def is_reading(self) -> bool:
        """Whether files are being read."""
        return bool(self._waiting)

    def look(self, path: Path, evaluate: Evaluate) -> Option:
        """What is known of a file; it is read anew, later, when it is not what it was."""
        stamp = _stamp(path)
        known = self._read.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        waiting = self._waiting.get(path)
        if waiting is None or waiting[0] != stamp:
            self._waiting[path] = (stamp, _worker().submit(_read, path, evaluate))
            self._timer.start()
        return known[1] if known else Option(path.stem, path)

    @property
    def left(self) -> int:
        """How many files are still to be read."""
        return len(self._waiting)

    def settle(self, seconds: float | None = None) -> bool:
        """Wait for everything that is being read, but no longer than so; whether all of it is read."""
        wait([future for _stamp_then, future in self._waiting.values()], seconds)
        self._collect()
        return not self._waiting

    def drop(self) -> None:
        """Nobody waits for it any more: the program does not stay on its feet to read."""
        _drop(self._waiting)

    def _collect(self) -> None:
        done = {path: entry for path, entry in self._waiting.items() if entry[1].done()}
        for path, (stamp, future) in done.items():
            del self._waiting[path]
            self._read[path] = (stamp, future.result())
        if not self._waiting:
            self._timer.stop()
        if done:
            self.changed.emit()


class Options(QObject):
    """The options beside the chart of a window. `changed`: one of them is not what it was, or is new."""

    changed = Signal()

    def __init__(self, window: Window, shelf: Shelf | None = None) -> None:
        super().__init__(window)
        self.window, self.shelf = window, shelf or Shelf(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.changed)
        self._followed: set[int] = set()
        self.shelf.changed.connect(self._soon.start)
        self._follow(window.document)

    @property
    def is_reading(self) -> bool:
        """Whether files are still being read."""
        return self.shelf.is_reading

    @property
    def here(self) -> Option:
        """The chart of the window itself."""
        return _opened(self.window.document, is_here=True)

    @property
    def source(self) -> Option | None:
        """The chart this one was saved from, where it can be found."""
        origin = self.window.document.chart.head.based_on
        found = [option for option in self.others() if option.chart and origin]
        return next((o for o in found if o.chart and origin and o.chart.head.id == origin.chart), None)

    @property
    def baseline(self) -> Option | None:
        """What this chart is compared with: the one it came from, else a protected one."""
        return self.source or next((option for option in self.others() if option.is_baseline), None)

    def all(self) -> tuple[Option, ...]:
        """Every option: the open ones in the order of their tabs, then the files."""
        return tuple(self._all())

    def others(self) -> tuple[Option, ...]:
        """Every option but the chart of the window."""
        return tuple(option for option in self._all() if not option.is_here)

    @property
    def left_out(self) -> str:
        """How many files of the folder are not looked at, in words; "" when all are."""
        more = len(self._folder()) - MOST
        return plural("{count} more file in the folder", "{count} more files in the folder", more) * (
            more > 0
        )

    def refresh(self) -> None:
        """Look at the folder again, and tell whoever shows the options."""
        self._soon.start()

    def _all(self) -> Iterator[Option]:
        documents = [window.document for window in self.window.opened() if not window.is_at_start]
        for document in documents:
            self._follow(document)
            yield _opened(document, is_here=document is self.window.document)
        taken = {document.path for document in documents}
        evaluate = self.window.document.evaluate
        folder = self._folder()[:MOST]
        for path in folder:
            if path not in taken:
                yield self.shelf.look(path, evaluate)
        for path in settings.recent_files(settings.load()):
            if path not in taken and path not in folder and path.suffix == SUFFIX:
                option = self.shelf.look(path, evaluate)
                if option.chart and self._is_relative(option.chart):
                    yield option

    def _folder(self) -> list[Path]:
        here = self.window.document.path
        return sorted(here.parent.glob("*" + SUFFIX)) if here else []

    def _is_relative(self, chart: Chart) -> bool:
        head, other = self.window.document.chart.head, chart.head
        family = {head.id, head.based_on.chart if head.based_on else ""} - {""}
        return other.id in family or bool(other.based_on and other.based_on.chart in family)

    def _follow(self, document: Document) -> None:
        """Hear of what changes in an open chart."""
        if id(document) in self._followed:
            return
        self._followed.add(id(document))
        for signal in (document.findings_changed, document.state_changed, document.opened):
            signal.connect(self._soon.start)
        document.chart_changed.connect(lambda diff: self._soon.start())
        document.destroyed.connect(lambda: self._followed.discard(id(document)))


def _drop(waiting: Waiting) -> None:
    for _stamp_then, future in waiting.values():
        future.cancel()
    waiting.clear()


def _opened(document: Document, *, is_here: bool) -> Option:
    document.settle()
    return Option(document.name, document.path, is_here, document, document.chart, document.report)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


def _read(path: Path, evaluate: Evaluate) -> Option:
    """Read a file; whatever is wrong with it becomes a sentence. Runs in the worker."""
    from orgsketch.files import chartfile
    from orgsketch.files.garbage import no_collection

    try:
        with no_collection():
            loaded = chartfile.load(path)
            report = evaluate(loaded.chart)
            assert report.findings is not None  # they and the questions are worked out when first read
            assert report.questions is not None
    except (OrgsketchError, OSError) as error:
        return Option(path.stem, path, trouble=sentence(error, path))
    return Option(
        loaded.chart.title or path.stem,
        path,
        chart=loaded.chart,
        report=report,
        digest=loaded.digest,
        fault=_fault(loaded, path),
    )


def _fault(loaded: Loaded, path: Path) -> str:
    if loaded.is_newer:
        return _("{name} was made by a newer Orgsketch.").format(name=path.name)
    return _("{name} has faults: open it to mend it.").format(name=path.name) if loaded.problems else ""


@cache
def _worker() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, "options")
