"""What runs inside `dbus-run-session`: the accessibility bus, the program, the reader. JSON on the output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BUS = "/usr/libexec/at-spi-bus-launcher"
READER = "/usr/bin/python3"
HERE = Path(__file__).parent


def main() -> int:
    """Start all three, hand on what the reader says, end the first two."""
    there = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    quiet = subprocess.DEVNULL
    bus = subprocess.Popen([BUS, "--launch-immediately"], stdout=quiet, stderr=quiet)
    command = [sys.executable, "-m", "tests.ui.reader.app"]
    program = subprocess.Popen(command, env=there, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    program.stdout.readline()  # it is up
    try:
        return subprocess.run([READER, str(HERE / "listen.py")], timeout=120, check=False).returncode
    finally:
        for started in (program, bus):
            started.terminate()
            started.wait(20)


if __name__ == "__main__":
    sys.exit(main())
