"""A hand on a real mouse and a real keyboard: xdotool on a display, and eyes on what the program says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any, TypeAlias

from orgsketch.files import chartfile
from orgsketch.model.chart import Chart

ROOT = Path(__file__).parents[3]
PATIENCE = 20.0  # seconds until something that must happen has not
Point: TypeAlias = tuple[float, float]
Seen: TypeAlias = dict[str, Any]


class Hand:
    """`seen`: what the program said last. Everything waits for a condition, nothing for a time."""

    def __init__(self, display: str, home: Path) -> None:
        self.there = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "ORGSKETCH_SETTINGS": str(home / "settings.toml"),
            "XDG_STATE_HOME": str(home),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        self.faults = (home / "faults.txt").open("w+")
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.real.app"],
            env=self.there, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.faults,
        )  # fmt: skip
        self.seen: Seen = {}
        self._lines: Queue[str] = Queue()
        self._ears = Thread(target=self._listen, daemon=True)
        self._ears.start()

    def _listen(self) -> None:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            self._lines.put(line)

    def close(self) -> str:
        """End the program; what it complained of."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.close()
        self.program.wait(PATIENCE)
        self._ears.join(PATIENCE)
        self.program.stdout.close()
        with self.faults:
            self.faults.seek(0)
            return self.faults.read()

    # --- charts -----------------------------------------------------------------------------------------

    def open(self, chart: Chart, path: Path) -> None:
        """Show a chart in the window."""
        chartfile.save(chart, path)
        assert self.program.stdin is not None
        self.program.stdin.write(f"open {path}\n")
        self.program.stdin.flush()
        self.wait(lambda seen: seen["path"] == str(path) and seen["active"] and seen["keyboard"] == "Canvas")

    def saved(self) -> Chart:
        """Save by key, and read what is in the file then."""
        self.keys("ctrl+s")
        return chartfile.open_strictly(Path(self.wait(lambda seen: seen["saved"])["path"])).chart

    def wait(self, is_so: Callable[[Seen], Any]) -> Seen:
        """Wait until the program says that something is so."""
        end = monotonic() + PATIENCE
        while True:
            while not self._lines.empty():
                self.seen = json.loads(self._lines.get())
            if self.seen and is_so(self.seen):
                return self.seen
            try:
                self.seen = json.loads(self._lines.get(timeout=max(0.01, end - monotonic())))
            except Empty:
                raise AssertionError(f"it did not happen; seen last: {self.seen}") from None

    # --- mouse and keyboard -----------------------------------------------------------------------------

    def do(self, *words: object) -> None:
        """One command of xdotool."""
        subprocess.run(["xdotool", *map(str, words)], env=self.there, check=True, timeout=PATIENCE)

    def keys(self, *strokes: str) -> None:
        """Keys as xdotool names them: "ctrl+s"."""
        self.do("key", "--delay", "4", *strokes)

    def type(self, text: str) -> None:
        """Letter by letter."""
        self.do("type", "--delay", "4", text)

    def write(self, text: str, before: list[str] | None = None) -> None:
        """Keys, then letters, without waiting for anything."""
        keys = ["key", "--delay", "2", *before] if before else []
        self.do(*keys, "type", "--delay", "2", text)

    def go(self, place: Point) -> None:
        """Move the pointer there, by way of a point beside it: a pointer that jumps is not a hand."""
        x, y = place
        self.do("mousemove", round(x) - 7, round(y) - 5, "mousemove", round(x), round(y))

    def press(self, button: int = 1) -> None:
        """Button down."""
        self.do("mousedown", button)

    def release(self, button: int = 1) -> None:
        """Button up."""
        self.do("mouseup", button)

    def click(self, place: Point, times: int = 1) -> None:
        """Click somewhere."""
        self.go(place)
        self.do("click", "--repeat", times, "--delay", 30, 1)

    def take(self, place: Point, to: Point, button: int = 1) -> None:
        """Press in one place and go to another, in steps."""
        self.go(place)
        self.press(button)
        for step in range(1, 5):
            x, y = (start + (end - start) * step / 4 for start, end in zip(place, to, strict=True))
            self.do("mousemove", round(x), round(y))

    def let_go(self) -> None:
        """No button and no key is down, no menu open."""
        self.do("mouseup", 1, "mouseup", 2, "keyup", "alt", "keyup", "ctrl", "keyup", "space")
        self.keys("Escape", "Escape")

    # --- aiming -----------------------------------------------------------------------------------------

    def on(self, box: str, dx: float = 0.5, dy: float = 0.5) -> Point:
        """A point of a card: (0, 0) is its top left, (1, 1) its bottom right."""
        x, y, wide, tall = self.wait(lambda seen: box in seen["cards"])["cards"][box]
        return x + wide * dx, y + tall * dy

    def beside(self, dx: float, dy: float) -> Point:
        """A point of the canvas, in parts of its size."""
        x, y, wide, tall = self.seen["canvas"]
        return x + wide * dx, y + tall * dy

    def box(self, title: str) -> str:
        """The box of this title."""
        found = self.wait(lambda seen: title in seen["titles"].values())["titles"]
        return next(box for box, known in found.items() if known == title)
