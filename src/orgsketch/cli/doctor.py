"""`orgsketch doctor`: what this installation has and lacks."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from orgsketch import __version__
from orgsketch.cli import FINE, FOUND, one_line
from orgsketch.cli.arguments import Parser
from orgsketch.errors import OrgsketchError

PACKAGES = ("PySide6-Essentials", "pydantic", "immutables", "graphviz", "platformdirs")
SECONDS = 60

# Which Debian and Ubuntu package brings a library that Qt misses.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# Run in a process of its own: a library that is missing or broken may end the process it is loaded in.
PROBE = """
import json, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6 import QtPrintSupport, QtSvg, QtWidgets
application = QGuiApplication([])
families = QFontDatabase.families()
print(json.dumps({"qt": qVersion(), "fonts": len(families), "inter": "Inter" in families}))
"""


def run(arguments: Sequence[str]) -> int:
    """Print what there is; 1 when something is missing that the app needs."""
    Parser("doctor", "Say what this installation has and lacks.").parse_args(arguments)
    problems: list[str] = []
    for name, value in [*_versions(problems), *_qt(problems), *_paths(problems)]:
        print(one_line(f"{name:20}{value}"))
    print()
    for problem in problems:
        print(one_line(f"! {problem}"))
    if not problems:
        print("Everything that Orgsketch needs is here.")
    return FOUND if problems else FINE


def _versions(problems: list[str]) -> Iterator[tuple[str, str]]:
    yield "Orgsketch", __version__
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "system", platform.platform()
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            problems.append(f"the Python package {package} is missing: install Orgsketch again.")
            yield package, "missing"
    yield "dot", shutil.which("dot") or "not installed (only needed to lay out .dot exports)"


def _qt(problems: list[str]) -> Iterator[tuple[str, str]]:
    """Whether Qt starts, and which fonts it finds."""
    try:
        found = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        problems.append(f"Qt could not be tried ({type(error).__name__}).")
        yield "Qt", "not tried"
        return
    if found.returncode:
        problems.append(qt_problem(found.stderr))
        yield "Qt", "does not start: no window, PNG or PDF"
        return
    about = json.loads(found.stdout.splitlines()[-1])
    if not about["fonts"]:
        problems.append("no font is installed: apt install fonts-dejavu-core (or fonts-inter)")
    yield "Qt", about["qt"]
    yield "fonts", f"{about['fonts']} families{', Inter among them' if about['inter'] else ''}"


def qt_problem(complaint: str) -> str:
    """What to do about Qt's last words."""
    for library, package in LIBRARIES.items():
        if library in complaint:
            return f"Qt misses {library}: apt install {package}"
    words = complaint.strip().splitlines()
    return f"Qt does not start: {words[-1] if words else 'it ended without a word'}"


def _paths(problems: list[str]) -> Iterator[tuple[str, str]]:
    from orgsketch.cli.report import report_folder
    from orgsketch.resources import resource, samples, settings

    try:
        yield "resources", str(resource())
        yield "samples", f"{len(samples())} charts"
    except OrgsketchError as error:
        problems.append(str(error))
    chosen = settings.load(problems.append)
    yield "settings", str(settings.settings_file())
    yield "packs folder", chosen.packs_folder or "none chosen"
    yield "fault reports", str(report_folder())
    yield from _packs(problems)


def _packs(problems: list[str]) -> Iterator[tuple[str, str]]:
    from orgsketch import vocabulary
    from orgsketch.cli.arguments import pack_folders

    try:
        words = vocabulary.load((), pack_folders(()))
        yield "rule packs", ", ".join(f"{pack.id} {pack.version}".strip() for pack in words.packs)
    except OrgsketchError as error:
        problems.append(str(error))
