"""Shows the sample: opens it in the app, or without a display prints its findings and writes its pictures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
ORGSKETCH = [sys.executable, "-m", "orgsketch"]


def main() -> int:
    sample = sorted(
        (ROOT / "samples").glob("*.orgsketch"), key=lambda path: ("today" not in path.stem, path.stem)
    )[0]
    if has_display():
        return subprocess.run([*ORGSKETCH, str(sample)]).returncode
    return without_display(sample.relative_to(ROOT))


def has_display() -> bool:
    """Whether a window can be opened: on Linux a display must be named and answer."""
    if not sys.platform.startswith("linux"):
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def without_display(sample: Path) -> int:
    print(f"There is no display, so here is what the app would show of {sample}.\n", flush=True)
    if subprocess.run([*ORGSKETCH, "check", str(sample)], cwd=ROOT).returncode > 1:  # 1 = there are findings
        return 2
    BUILD.mkdir(exist_ok=True)
    pictures = [(BUILD / sample.stem).with_suffix(suffix) for suffix in (".svg", ".png", ".pdf")]
    for picture in pictures:
        made = subprocess.run(
            [*ORGSKETCH, "export", str(sample), "-o", str(picture)], cwd=ROOT, capture_output=True
        )
        if made.returncode:
            sys.stderr.buffer.write(made.stderr)
            return made.returncode
    print(
        "\nThe annotated chart is in "
        + ", ".join(str(picture.relative_to(ROOT)) for picture in pictures)
        + "."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
