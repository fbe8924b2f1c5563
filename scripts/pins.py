"""Pins every package with the hashes of all its files, for every system and Python, and names no host.

Write access to an index is not needed; pip-tools is installed into build/pins for the occasion.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "build" / "pins"
PYTHON = TOOLS / ("Scripts" if sys.platform == "win32" else "bin") / "python"
HEAD = "# Made by `make pins` from {source}; do not edit.\n"


def main() -> None:
    subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--upgrade", "pip-tools"], check=True)
    pin("pyproject.toml", "requirements.txt", "--build-deps-for", "editable")
    pin("requirements-dev.in", "requirements-dev.txt")


def pin(source: str, target: str, *options: str) -> None:
    """Pin what `source` asks for in `target`."""
    quiet = ["--quiet", "--no-header", "--no-annotate", "--strip-extras", "--generate-hashes", "--upgrade"]
    hosts = ["--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"]
    (ROOT / target).unlink(missing_ok=True)
    compiled = [
        PYTHON,
        "-m",
        "piptools",
        "compile",
        *quiet,
        *hosts,
        *options,
        "--output-file",
        target,
        source,
    ]
    subprocess.run(compiled, cwd=ROOT, check=True)
    text = (ROOT / target).read_text(encoding="utf-8")
    (ROOT / target).write_text(HEAD.format(source=source) + text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
