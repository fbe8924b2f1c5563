"""Starting the app: fonts, theme, windows, and what happens when something goes wrong."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from orgsketch import __version__
from orgsketch.document import Document, engine_for
from orgsketch.files.garbage import look_at_everything
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.canvas import accessible
from orgsketch.ui.canvas.telling import Telling
from orgsketch.ui.commands import comparing, files
from orgsketch.ui.modes import CHANGES
from orgsketch.ui.shell import Shell

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

TIDIED_AFTER = 300  # milliseconds; by then nobody watches a tab go


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
    """All open windows, each with its tabs."""

    def __init__(self, packs: Sequence[Path] = ()) -> None:
        self.shells: list[Shell] = []
        self._packs = tuple(packs)
        self._tidying = QTimer(singleShot=True, interval=TIDIED_AFTER)
        self._tidying.timeout.connect(look_at_everything)

    @property
    def all(self) -> list[Window]:
        """Every tab of every window, in their order."""
        return [window for shell in self.shells for window in shell.windows]

    @property
    def current(self) -> Window | None:
        """The tab that is seen in the window used last."""
        shells = sorted(self.shells, key=lambda shell: shell.isActiveWindow())
        return shells[-1].current if shells else None

    def open(self, paths: Sequence[str | Path]) -> None:
        """One tab a file; without files the start page."""
        first = self.another()
        for path in paths:
            files.open_path(first, Path(path).absolute())

    def compare(self, before: Path, after: Path) -> None:
        """A window on `after` that shows what changed since `before`."""
        before, after = before.absolute(), after.absolute()
        self.open([before])
        window = self.another()
        if files.switch_to(window, after, is_asked=True):
            window.modes.show(CHANGES)
            comparing.against(window, before)

    def another(self) -> Window:
        """A new tab in the window used last; the first one opens a window."""
        shell = self.shells[-1] if self.shells else self.new_shell()
        window = shell.another()
        shell.show()
        return window

    def opened(self) -> Sequence[Window]:
        """Every open chart."""
        return self.all

    def new_shell(self) -> Shell:
        """A window without a tab yet."""
        shell = Shell(self, lambda window: Telling(window.canvas))
        shell.closed.connect(self._forget)
        self.shells.append(shell)
        return shell

    def new_document(self) -> Document:
        """A document that is read with the packs of the user."""
        return Document(engines=lambda names: engine_for(names, self._packs))

    def tidy_up(self) -> None:
        """A chart was closed: soon everything that belonged to it is freed."""
        self._tidying.start()

    def _forget(self, shell: Shell) -> None:
        self.shells = [other for other in self.shells if other is not shell]
        for window in self.all:  # what was open there is an option no more
            window.options.refresh()
        shell.deleteLater()
        self.tidy_up()


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
        window = self.windows.current
        if self._is_telling or place in self._told or window is None:
            return
        self._told.add(place)
        self._is_telling = True
        where = _(" A report is in {path}.").format(path=report) if report else ""
        window.ask.tell(
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
