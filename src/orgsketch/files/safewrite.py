"""Bytes onto a disk so that, whatever happens, the file holds its old content or its new one.

A temporary file in the same folder is written, synchronised, read back and renamed over the old one, then the
folder is synchronised. Errors are the system's own OSErrors: QSaveFile loses them (see ARCHITECTURE.md).
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

PREFIX, SUFFIX = ".", ".orgtmp"
NEW_FILE_MODE = 0o666


def write(path: Path, data: bytes) -> None:
    """Replace the content of `path`, or create it; its mode stays, a symbolic link is followed.

    Raises OSError; the old content then still stands.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f"{PREFIX}{target.name[:200]}.{secrets.token_hex(4)}{SUFFIX}")
    try:
        _fill(temporary, data, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _synchronise_folder(target.parent)


def sweep(path: Path) -> None:
    """Remove what a process that was ended while it wrote `path` left beside it."""
    target = Path(os.path.realpath(path))
    start = f"{PREFIX}{target.name[:200]}."
    with suppress(OSError):
        for left in target.parent.iterdir():
            if left.name.startswith(start) and left.name.endswith(SUFFIX):
                left.unlink()


def _mode(target: Path) -> int:
    """The mode of the file that is replaced; a new one gets what the user's umask leaves."""
    try:
        status = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return NEW_FILE_MODE & ~mask
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{target} is not a file that can be replaced")
    if not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    return stat.S_IMODE(status.st_mode)


def _fill(temporary: Path, data: bytes, mode: int) -> None:
    """Write, synchronise and read back a new file."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(temporary, flags, 0o600), "w+b") as file:
        file.write(data)
        file.flush()
        if hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
        file.seek(0)
        if file.read() != data:
            raise OSError(f"{temporary} does not hold what was written to it")


def _synchronise_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
