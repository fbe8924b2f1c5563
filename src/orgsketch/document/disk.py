"""The file of an open chart: whether it is still the one that was read, and what went wrong with it."""

from __future__ import annotations

from pathlib import Path

from orgsketch.resources import _


def is_changed(path: Path, digest: str) -> bool:
    """Whether somebody else wrote a file since it had this digest; one that is gone is nobody's."""
    try:
        return digest_of(path) != digest
    except FileNotFoundError:
        return False
    except OSError:
        return True


def digest_of(path: Path) -> str:
    """The digest of a file's bytes, as chart files name each other by it."""
    from orgsketch.files import chartfile

    return chartfile.digest(path.read_bytes())


def sentence(error: Exception, path: Path) -> str:
    """One sentence for a failure of reading or writing `path`."""
    if isinstance(error, OSError):
        reason = error.strerror or _("cannot be read or written")
        return f"{path.name}: {reason}."
    return str(error)
