"""Exports that run beside the window, in a process of their own: the window stays usable, whatever the size.

Python computes in one thread at a time; a chart of ten thousand boxes takes seconds to compose, and a thread
would take them from the window. `exporters.serving` is the other end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, QObject, QProcess, QProcessEnvironment, Signal
from PySide6.QtWidgets import QWidget

import orgsketch
from orgsketch.resources import _
from orgsketch.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from orgsketch.document import Document
    from orgsketch.drawing.options import ExportOptions
    from orgsketch.model.chart import Chart


class Subject(NamedTuple):
    """What is exported: the chart; what changes from one chart to another; or options, the baseline first."""

    what: Literal["chart", "changes", "matrix"] = "chart"
    charts: tuple[Chart, ...] = ()


CHART = Subject()


class ExportProcess(QObject):
    """The process that exports one chart as it is now, or what it is compared with.

    `answered(dict)`: what became of a job, with its id. `ended(str)`: it ended by itself; one sentence.
    """

    answered = Signal(object)
    ended = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None, subject: Subject = CHART) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._finish)
        self._jobs = 0
        self._is_stopped = False
        program, *arguments = command()
        self._process.start(program, arguments)
        self._say(_told(document, subject))

    def ask(self, **job: Any) -> int:
        """Have something done; the id its answer will carry."""
        self._jobs += 1
        self._say({"id": self._jobs, **job})
        return self._jobs

    def stop(self) -> None:
        """End it now; what it is about to write is not written."""
        self._is_stopped = True
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(2000)

    def _say(self, told: dict[str, Any]) -> None:
        self._process.write(json.dumps(told).encode() + b"\n")

    def _read(self) -> None:
        while self._process.canReadLine():
            told = json.loads(bytes(self._process.readLine().data()))
            if "id" in told:
                self.answered.emit(told)
            else:
                self._end(told["error"])

    def _finish(self) -> None:
        self._end(_("The export ended by itself; there may not be enough memory for it."))

    def _end(self, sentence: str) -> None:
        if not self._is_stopped:
            self._is_stopped = True
            self.ended.emit(sentence)


def command() -> list[str]:
    """How this program is started once more, to export."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "export", "--serve"]
    return [sys.executable, "-m", "orgsketch", "export", "--serve"]


def _environment() -> QProcessEnvironment:
    """Ours, without a display, and with this very program where Python looks."""
    made = QProcessEnvironment.systemEnvironment()
    made.insert("QT_QPA_PLATFORM", "offscreen")
    made.insert("PYTHONPATH", str(Path(orgsketch.__file__).parents[1]))
    made.insert("PYTHONSAFEPATH", "1")
    return made


def _told(document: Document, subject: Subject) -> dict[str, Any]:
    """The first line: what is exported."""
    from orgsketch.files import chartfile

    texts = [chartfile.to_bytes(one).decode("utf-8") for one in subject.charts]
    is_changes = subject.what == "changes"
    before, after = texts if is_changes else ("", chartfile.to_bytes(document.chart).decode("utf-8"))
    return {
        "what": subject.what,
        "chart": after,
        "baseline": before,
        "charts": [] if is_changes else texts,
        "packs": [str(folder) for folder in getattr(document.book, "folders", ())],
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch: what was written, went wrong, is to be said of it; whether it was cancelled."""

    written: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    is_cancelled: bool = False
    remarks: tuple[str, ...] = ()


Then: TypeAlias = Callable[[Outcome], object]

# What this program exported since it was started, and how it was left.
_ours: dict[Path, tuple[int, int] | None] = {}


def is_foreign(path: Path) -> bool:
    """Whether there is something under this name that was not exported just so a while ago."""
    found = _state(path)
    return found is not None and _ours.get(path) != found


def _state(path: Path) -> tuple[int, int] | None:
    """When a file was written last, and its size; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


class Batch(QObject):
    """Some files of one chart, written one after the other behind a card with a bar and Cancel."""

    done = Signal(object)

    def __init__(
        self,
        window: QWidget,
        host: QWidget,
        document: Document,
        jobs: Sequence[tuple[Path, ExportOptions]],
        subject: Subject = CHART,
    ) -> None:
        super().__init__(window)
        from orgsketch.exporters.presets import changed

        self._paths: dict[int, Path] = {}
        self._written: list[Path] = []
        self._problems: list[str] = []
        self._remarks: list[str] = []
        self.progress = Progress(host, len(jobs))
        self.progress.cancelled.connect(self.cancel)
        self.process = ExportProcess(document, self, subject)
        self.process.answered.connect(self._take)
        self.process.ended.connect(self._break_off)
        for path, options in jobs:
            self._paths[self.process.ask(path=str(path), options=changed(options))] = path
        window.installEventFilter(self)
        self._tell()

    def cancel(self) -> None:
        """End it; files that are written stay, of the others nothing is left."""
        from orgsketch.files import safewrite

        self.process.stop()
        for path in self._paths.values():
            safewrite.sweep(path)
        self._end(is_cancelled=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is closed ends its exports; one whose tab is left goes on."""
        is_hidden = event.type() == QEvent.Type.Hide and not event.spontaneous()
        if is_hidden and isinstance(watched, QWidget) and not watched.window().isVisible():
            self.cancel()
        return False

    def _take(self, answer: dict[str, Any]) -> None:
        path = self._paths.pop(answer["id"])
        if answer["error"]:
            self._problems.append(answer["error"])
        else:
            self._written.append(path)
            _ours[path] = _state(path)
            self._remarks += filter(None, [answer.get("remark", "")])
        if self._paths:
            self._tell()
        else:
            self._end()

    def _break_off(self, sentence: str) -> None:
        self._problems.append(sentence)
        self._end()

    def _tell(self) -> None:
        finished = len(self._written) + len(self._problems)
        name = next(iter(self._paths.values())).name if self._paths else ""
        self.progress.tell(_("Exporting {name}").format(name=name), finished)

    def _end(self, is_cancelled: bool = False) -> None:
        if self.progress.is_over:
            return
        self.process.stop()
        self.progress.end()
        self.done.emit(
            Outcome(tuple(self._written), tuple(self._problems), is_cancelled, tuple(self._remarks))
        )
        self.deleteLater()


def run(
    window: QWidget,
    host: QWidget,
    document: Document,
    jobs: Sequence[tuple[Path, ExportOptions]],
    then: Then,
    subject: Subject = CHART,
) -> Batch:
    """Export files beside the window, the card over `host`; `then` is told what became of them."""
    batch = Batch(window, host, document, jobs, subject)
    batch.done.connect(then)
    return batch
