"""Files of lines that belong to the user and get some of ours: all else in them stays, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from orgsketch.cli.arguments import UsageError
from orgsketch.resources import _


def read(path: Path) -> list[str]:
    """The lines of a file with how each ends; none where there is no file. Raises UsageError."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_("{path} cannot be read: {error}").format(path=path, error=error)) from None
    return [f"{line}\n" for line in text.split("\n")[:-1]] + list(filter(None, text.split("\n")[-1:]))


def write(path: Path, lines: Sequence[str]) -> None:
    """Write a file, whole or not at all; a line without an end that is not the last gets one.

    Raises UsageError.
    """
    from orgsketch.files import safewrite

    ended = [*(line if line.endswith("\n") else f"{line}\n" for line in lines[:-1]), *lines[-1:]]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        safewrite.write(path, "".join(ended).encode())
    except OSError as error:
        raise UsageError(
            _("{path} cannot be written: {reason}").format(path=path, reason=error.strerror or error)
        ) from None


def place(lines: Sequence[str], wanted: str) -> int | None:
    """Where a line stands, however it ends."""
    return next((number for number, line in enumerate(lines) if line.rstrip("\r\n") == wanted), None)
