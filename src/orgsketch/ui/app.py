"""Starting the app: fonts, theme, windows, and what happens when something goes wrong."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from orgsketch import __version__
from orgsketch.document import Document, engine_for
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.canvas import accessible
from orgsketch.ui.canvas.telling import Telling
from orgsketch.ui.commands import comparing, files
from orgsketch.ui.modes import CHANGES
from orgsketch.ui.window import Window


def run_app(paths: Sequence[str | Path] = (), packs: Sequence[Path] = ()) -> int:
    """Open charts in the app, or the start page; returns when the last window is closed.

    `packs`: folders of the user's own rule packs.
    """
    app = application()
    windows = Windows(packs)
    trouble = Trouble(windows)
    sys.excepthook = trouble.catch
    windows.open(paths)
    return int(app.exec())


def compare_app(before: Path, after: Path, packs: Sequence[Path] = ()) -> int:
    """Open the changes between two files in the app; returns when the last window is closed."""
    app = application()
    windows = Windows(packs)
    sys.excepthook = Trouble(windows).catch
    windows.compare(before, after)
    return int(app.exec())


def application() -> QApplication:
    """The one QApplication, dressed."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setApplicationName("orgsketch")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("io.github.orgsketch.Orgsketch")
    look.use_font()
    look.wear_chosen()
    look.follow_system()
    accessible.install()
    return app


class Windows:
    """All open windows; each knows how to open another."""

    def __init__(self, packs: Sequence[Path] = ()) -> None:
        self.all: list[Window] = []
        self._packs = tuple(packs)

    def open(self, paths: Sequence[str | Path]) -> None:
        """One window a file; without files the start page."""
        first = self.another()
        for path in paths:
            files.open_path(first, Path(path))

    def compare(self, before: Path, after: Path) -> None:
        """A window on `after` that shows what changed since `before`."""
        self.open([before])
        window = self.another()
        if files.switch_to(window, after, is_asked=True):
            window.modes.show(CHANGES)
            comparing.against(window, before)

    def another(self) -> Window:
        """A new window, a little beside the last one."""
        self.all = [window for window in self.all if window.isVisible()]
        document = Document(engines=lambda names: engine_for(names, self._packs))
        window = Window(document, another=self.another)
        window.opened = lambda: tuple(one for one in self.all if one.isVisible())
        Telling(window.canvas)
        if self.all:
            window.move(self.all[-1].pos().x() + 32, self.all[-1].pos().y() + 32)
        self.all.append(window)
        window.show()
        return window


class Trouble:
    """A fault of the program: the chart is kept, a report is written, one sentence is said."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self._is_telling = False
        self._told: set[str] = set()

    def catch(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Stands in for sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = write_report("".join(traceback.format_exception(kind, fault, trace)))
        place = f"{kind.__name__} {traceback.extract_tb(trace)[-1:]}"
        if self._is_telling or place in self._told or not self.windows.all:
            return
        self._told.add(place)
        self._is_telling = True
        where = _(" A report is in {path}.").format(path=report) if report else ""
        self.windows.all[-1].ask.tell(
            _("Something went wrong"),
            _("The last step may not have been done. Your chart is still here: save it now.") + where,
        )
        self._is_telling = False


def write_report(text: str) -> Path | None:
    """Write what went wrong where the user can find it; None where that cannot be done either."""
    from platformdirs import user_log_path

    folder = user_log_path("orgsketch", appauthor=False)
    path = folder / f"report-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Orgsketch {__version__}, Python {sys.version}\n\n{text}", "utf-8")
    except OSError:
        sys.stderr.write(text)
        return None
    return path
