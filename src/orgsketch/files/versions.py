"""The three versions of a chart file that git left in conflict, the exact ones where git still has them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from orgsketch.errors import ChartFileError
from orgsketch.files import chartfile, marked
from orgsketch.model.chart import Chart
from orgsketch.model.merge import Versions, common
from orgsketch.resources import _

SECONDS = 20


def versions(path: Path, data: bytes | None = None) -> Versions:
    """Base, ours and theirs of a file with the marks of a conflict; base is None when both sides added it.

    From git's index, where the file is in conflict there; else from between the marks. Raises ChartFileError.
    """
    content = chartfile.bytes_of(path) if data is None else data
    if found := staged(path):
        return found
    sides = marked.split(content)
    if sides is None:
        raise ChartFileError(
            _("{path} holds marks of a conflict that do not belong together; take one side by hand.").format(
                path=path
            )
        )
    ours, theirs = (_side(path, part) for part in (sides.ours, sides.theirs))
    return Versions(_side(path, sides.base) if sides.base else common(ours, theirs), ours, theirs)


def staged(path: Path) -> Versions | None:
    """The versions that git's index holds of a file in conflict; None when it holds none, or not both sides.

    Raises ChartFileError where one of them is no chart.
    """
    if not is_unmerged(path):
        return None
    base, ours, theirs = (_staged(path, stage) for stage in (1, 2, 3))
    if not ours or not theirs:
        return None
    return Versions(chartfile.read(base) if base else None, chartfile.read(ours), chartfile.read(theirs))


def is_unmerged(path: Path) -> bool:
    """Whether git waits for a file to be settled; asks git only where there is a repository."""
    folder = path.resolve().parent
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return False
    return bool(_git(folder, "ls-files", "--unmerged", "--", path.name))


def _side(path: Path, data: bytes) -> Chart:
    """One side, mended in memory: the lines outside the marks may be a mixture that leads nowhere."""
    try:
        return chartfile.mended(data)
    except ChartFileError as error:
        raise ChartFileError(
            _("{path}: between the marks of the conflict: {error}").format(path=path, error=error),
            error.problems,
        ) from None


def _staged(path: Path, stage: int) -> bytes:
    """A version from git's index; b"" when there is none."""
    return _git(path.resolve().parent, "show", f":{stage}:./{path.name}")


def _git(folder: Path, *arguments: str) -> bytes:
    """What git answers; b"" when it is not there or has nothing to say."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
