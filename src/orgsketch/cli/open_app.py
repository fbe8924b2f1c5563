"""`orgsketch [FILE...]`: the app; and the help that names every command."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from orgsketch import __version__
from orgsketch.cli import COMMANDS
from orgsketch.cli.arguments import Parser, UsageError, add_packs, pack_folders, suggestion
from orgsketch.resources import _

NO_DISPLAY = (
    "there is no display to open a window on; `orgsketch check FILE` and"
    " `orgsketch export FILE -o OUT.svg` work without one."
)


def run(arguments: Sequence[str]) -> int:
    """Open the app with the files named; without any, its start page."""
    options = _parser().parse_args(arguments)
    for path in options.files:
        if not path.exists():
            near = suggestion(str(path), COMMANDS) if not path.suffix else ""
            raise UsageError(_("{path} does not exist{near}").format(path=path, near=near))
    if not has_display():
        raise UsageError(NO_DISPLAY)
    from orgsketch.ui import app

    return app.run_app(options.files, pack_folders(options.packs))


def has_display() -> bool:
    """Whether a window could be shown; platforms but Linux always have a place for one."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers() or _x_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name or "").is_socket()


def _x_answers(display: str) -> bool:
    """Whether somebody listens where DISPLAY points; Qt would end the process otherwise."""
    host, colon, number = display.rpartition(":")
    if not colon or host not in ("", "unix"):
        return bool(display)
    address = f"/tmp/.X11-unix/X{number.partition('.')[0]}"
    return any(_listens(place) for place in (address, f"\0{address}"))


def _listens(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _parser() -> Parser:
    lines = [f"  {name:10}{what}" for name, (what, _module) in COMMANDS.items()]
    parser = Parser(
        "",
        "Model a reorganisation and see what it risks, before it is decided.\n"
        "Without a command the files are opened in the app.",
        "\n".join(["commands:", *lines, "", "orgsketch COMMAND --help explains a command."]),
    )
    parser.usage = "orgsketch [FILE...]\n       orgsketch COMMAND ..."
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a chart file")
    add_packs(parser)
    parser.add_argument("--version", action="version", version=f"orgsketch {__version__}")
    return parser
