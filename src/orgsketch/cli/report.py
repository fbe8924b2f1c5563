"""The report of a fault of ours: kept in a file for the author, said in one sentence to the user."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from orgsketch import __version__


def write_report(error: BaseException) -> str:
    """Write what happened where the user can find it; returns the sentence that says so.

    The message of an error may hold texts of a chart: only its place in the program is kept.
    """
    what = f"something went wrong that should not have ({type(error).__name__})"
    path = report_folder() / f"report-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_report(error), encoding="utf-8")
    except OSError:
        return f"{what}; no report could be written."
    return f"{what}; the report is in {path}."


def report_folder() -> Path:
    """Where reports of faults are written, those of the app too."""
    from platformdirs import user_log_path

    return user_log_path("orgsketch", appauthor=False)


def _report(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    about = f"Orgsketch {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"{about}\ncommand: {' '.join(sys.argv[1:2])}\n\n{frames}{type(error).__name__}\n"
