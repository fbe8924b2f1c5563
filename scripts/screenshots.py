"""Takes the pictures of the README: the window in two themes, a comparison, a matrix, and four exports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgsketch.ui.app import Windows
    from orgsketch.ui.window import Window

ROOT = Path(__file__).resolve().parents[1]
THEMES = ("light", "dark")
# Qt's offscreen platform has one of 800 by 800 otherwise, and windows keep to their screen.
SCREEN = {
    "name": "laptop",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1200,
    "dpr": 1,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
}
# Name of the picture, samples, which slide.
SLIDES = (("export-slide", ("today",), 1), ("export-changes", ("today", "pmm-beside-pm"), 3))
# Name of the picture, sample, options of the command line, which page of the file.
EXPORTS = (
    ("export-a4.pdf", "pmm-beside-pm", ("--paper", "A4", "--mark", "Draft, confidential"), 1),
    ("export-branch.pdf", "northwind-group", ("--preset", "annex-without-names"), 2),
)
# The options of the matrix; the second is the one on the canvas.
OPTIONS = ("today", "pmm-beside-pm", "pmm-drives-marketing", "blended-role", "shared-pmm")
DOTS = 110  # an inch
SAMPLE = "today"
WIDTH, HEIGHT = 1440, 900
KNOWN = "does not support propagateSizeHints"  # Qt's offscreen platform says so of every window
KEPT: list[Windows] = []
SETTLED = 1.0  # seconds for the window to lay itself out and the rules to be run


def main() -> None:
    """Take each picture in a process of its own: an application wears one theme from its start."""
    for theme in THEMES:
        picture_of(f"window-{theme}", theme)
    for name in ("compare", "matrix"):
        picture_of(name, "light")
    for slide in SLIDES:
        print(take_slide(*slide).relative_to(ROOT))
    for export in EXPORTS:
        print(take_export(*export).relative_to(ROOT))


def picture_of(name: str, theme: str) -> None:
    """Have one picture taken with settings of its own."""
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home, "settings.toml")
        settings.write_text(f'theme = "{theme}"\nreduced_motion = true\n', encoding="utf-8")
        screen = Path(home, "screen.json")
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        alone = {
            "ORGSKETCH_SETTINGS": str(settings),
            "XDG_STATE_HOME": home,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
            "PYTHONHASHSEED": "0",  # maps are walked in the order of hashes: the same pixels every time
        }
        picture = ROOT / "docs" / f"{name}.png"
        if subprocess.run([sys.executable, __file__, str(picture)], env={**os.environ, **alone}).returncode:
            sys.exit(f"{picture.relative_to(ROOT)} was not taken.")
        print(picture.relative_to(ROOT))


def take_slide(name: str, samples: Sequence[str], number: int) -> Path:
    """A slide of a sample, or of what changes between two, drawn as the file says."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from orgsketch.drawing.options import DEFAULTS
    from orgsketch.exporters.compared import compared
    from orgsketch.exporters.material import Material
    from orgsketch.exporters.slideimage import drawn
    from orgsketch.files import chartfile

    charts = [chartfile.open_strictly(ROOT / "samples" / f"{sample}.orgsketch").chart for sample in samples]
    material = compared(*charts) if len(charts) > 1 else Material.of(charts[0], DEFAULTS)
    picture = ROOT / "docs" / f"{name}.png"
    if not drawn(material.deck, number - 1, DOTS / 96).save(str(picture)):
        sys.exit(f"{picture} cannot be written.")
    return picture


def take_export(name: str, sample: str, options: Sequence[str], page: int) -> Path:
    """Export a sample and have poppler draw a page."""
    picture = ROOT / "docs" / Path(name).with_suffix(".png")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, name)
        chart = str(ROOT / "samples" / f"{sample}.orgsketch")
        alone = {**os.environ, "ORGSKETCH_SETTINGS": str(Path(folder, "settings.toml"))}
        export = [sys.executable, "-m", "orgsketch", "export", chart, "-o", str(made), *options]
        subprocess.run(export, env=alone, check=True, stdout=subprocess.DEVNULL)
        which = ["-f", str(page), "-l", str(page), "-r", str(DOTS), "-singlefile", "-png"]
        drawn = str(picture.with_suffix(""))
        subprocess.run(["pdftoppm", *which, str(made), drawn], check=True)
    return picture


def take(picture: Path) -> None:
    """Show what the picture is of and write what is seen."""
    from PySide6.QtCore import qInstallMessageHandler

    from orgsketch.ui.app import application

    qInstallMessageHandler(
        lambda kind, context, text: None if KNOWN in text else print(text, file=sys.stderr)
    )
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        shown = {"matrix": show_matrix, "compare": show_changes}.get(picture.stem)
        window = shown(app, Path(folder)) if shown else show_finding(app)
        picture.parent.mkdir(exist_ok=True)
        if not window.window().grab().save(str(picture)):
            sys.exit(f"{picture} cannot be written.")


def show_finding(app: object) -> Window:
    """The sample in the window, with its most severe finding."""
    window = opened(app, next((ROOT / "samples").glob(f"*{SAMPLE}*.orgsketch")))
    first = next(finding for finding in window.document.report.findings if finding.boxes)
    window.go_to(first.boxes[0])
    window.canvas.fit()
    window.show_finding(first.rule, first.boxes[0])
    settle(app)
    return window


def show_matrix(app: object, folder: Path) -> Window:
    """Five options of one folder side by side."""
    return show_options(app, folder, "matrix")


def show_changes(app: object, folder: Path) -> Window:
    """An option beside what it came from, the box that moved selected."""
    window = show_options(app, folder, "changes")
    page = window.modes.page
    rows = page.panel.changes.entries.entries  # type: ignore[union-attr]
    moved = next(row for row, entry in enumerate(rows) if entry.flag == "moved")
    page.panel.changes.go_to(moved)  # type: ignore[union-attr]
    settle(app)
    return window


def show_options(app: object, folder: Path, mode: str) -> Window:
    """A window on the second of the options, all of them read."""
    for name in OPTIONS:
        shutil.copy(ROOT / "samples" / f"{name}.orgsketch", folder)
    window = opened(app, folder / f"{OPTIONS[1]}.orgsketch")
    window.options.all()
    window.options.shelf.settle()
    window.modes.show(mode)
    settle(app)
    return window


def opened(app: object, path: Path) -> Window:
    """A window on a chart."""
    from orgsketch.ui.app import Windows

    windows = Windows()
    KEPT.append(windows)
    windows.open([path])
    window = windows.all[0]
    window.window().resize(WIDTH, HEIGHT)
    settle(app)
    return window


def settle(app: object) -> None:
    """Let Qt do what it has put off."""
    from PySide6.QtWidgets import QApplication

    assert isinstance(app, QApplication)
    until = time.monotonic() + SETTLED
    while time.monotonic() < until:
        app.processEvents()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take(Path(sys.argv[1]))
    else:
        main()
