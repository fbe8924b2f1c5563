"""Chart files (`*.orgsketch`), read and written.

`read` and `open_strictly` take only a sound file of this version; `load` also opens what can be shown, and
says what is wrong with it. Whatever the bytes are, the answer is a chart or a ChartFileError.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orgsketch.errors import ChartFileError, NewerFileError
from orgsketch.files import canonical, jsontext, repair, safewrite, validation
from orgsketch.files.document import FORMAT, VERSION
from orgsketch.files.garbage import no_collection, set_aside
from orgsketch.files.problems import Problem, first_of, sentences, shown
from orgsketch.model.chart import Chart
from orgsketch.resources import _

SUFFIX = ".orgsketch"

_NEWER = "the file was written by a newer Orgsketch; update this one to work with it."


@dataclass(frozen=True, slots=True)
class Loaded:
    """An opened chart file.

    `digest`: of the bytes as they stand on disk. `problems`: what had to be mended in memory for the chart
    to be shown, one sentence each, none for a sound file. `is_newer`: written by a newer Orgsketch; it may be
    looked at, not overwritten.
    """

    chart: Chart
    digest: str
    problems: tuple[str, ...] = ()
    is_newer: bool = False


def load(path: Path) -> Loaded:
    """Open a chart file, broken ones for repair; raises ChartFileError when there is nothing to show."""
    return examine(bytes_of(path), path)


def examine(data: bytes, path: Path) -> Loaded:
    """As `load`, for the bytes of a file that were read already."""
    with _named(path), no_collection():
        loaded = _examined(data)
        set_aside()
    return loaded


def open_strictly(path: Path) -> Loaded:
    """Open a sound chart file of this version; raises ChartFileError for any other."""
    return examine_strictly(bytes_of(path), path)


def examine_strictly(data: bytes, path: Path) -> Loaded:
    """As `open_strictly`, for the bytes of a file that were read already."""
    with _named(path), no_collection():
        loaded = _examined(data)
        _refuse_faults(loaded)
    return loaded


def read(data: bytes) -> Chart:
    """The chart of a sound file of this version; raises ChartFileError for any other."""
    with no_collection():
        loaded = _examined(data)
        _refuse_faults(loaded)
    return loaded.chart


def mended(data: bytes) -> Chart:
    """The chart of a file of this version, a broken one mended in memory; else raises ChartFileError."""
    with no_collection():
        loaded = _examined(data)
    if loaded.is_newer:
        raise NewerFileError(_NEWER, loaded.problems)
    return loaded.chart


def to_bytes(chart: Chart) -> bytes:
    """The canonical file of a chart; raises ChartFileError when a text cannot be encoded."""
    try:
        return canonical.to_bytes(chart)
    except UnicodeEncodeError:
        raise ChartFileError(
            _("a text of the chart holds half a character, which no file can keep.")
        ) from None


def save(chart: Chart, path: Path) -> str:
    """Write a chart, safely; returns the digest of the new file.

    The bytes are read back as a chart before the disk is touched: nothing unreadable replaces a file.
    Raises ChartFileError; the old file then still stands.
    """
    data = to_bytes(chart)
    try:
        with no_collection():
            is_same = read(data) == chart
    except ChartFileError as error:
        raise ChartFileError(
            _("{path} was not written: {error}").format(path=path, error=error), error.problems
        ) from None
    if not is_same:
        raise ChartFileError(
            _("{path} was not written: the chart would not come back the same.").format(path=path)
        )
    try:
        safewrite.write(path, data)
    except (OSError, ValueError) as error:
        raise ChartFileError(
            _("{path} could not be written: {reason}.").format(path=path, reason=_reason(error))
        ) from None
    return digest(data)


def digest(data: bytes) -> str:
    """What `based_on` remembers of a file: "sha256:" and the hash of its bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def is_chart(data: bytes) -> bool:
    """Whether content is meant to be a chart file rather than shorthand: it opens with a brace."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def bytes_of(path: Path, *, may_be_pipe: bool = False) -> bytes:
    """The content of a file, up to the size that is refused; raises ChartFileError, naming the file.

    `may_be_pipe`: wait for what another program says, as a terminal does and a window must not.
    """
    try:
        if path.is_dir():
            raise ChartFileError(_("{path} is a folder, not a chart file.").format(path=path))
        if not (may_be_pipe or stat.S_ISREG(path.stat().st_mode)):
            raise ChartFileError(_("{path} is a pipe or a device, not a chart file.").format(path=path))
        with path.open("rb") as file:
            return file.read(jsontext.MAX_BYTES + 1)
    except FileNotFoundError:
        raise ChartFileError(_("{path} does not exist.").format(path=path)) from None
    except (OSError, ValueError) as error:
        raise ChartFileError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=_reason(error))
        ) from None


def _reason(error: OSError | ValueError) -> str:
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]


def _examined(data: bytes) -> Loaded:
    parsed = jsontext.parse(data)
    raw = parsed.value
    is_newer = _version(raw) > VERSION
    problems: list[Problem] = []
    if parsed.has_repeats:
        problems += repair.separate_twins(raw)
        _refuse(validation.repeats(raw), parsed.text, is_newer=is_newer)
    problems += repair.clean_texts(raw, parsed.text)
    faults = validation.bridge(raw)
    found, more = validation.document(raw)
    faults += more
    if is_newer and faults:
        problems += validation.without_unknown_fields(raw, faults)
        found, faults = validation.document(raw)
    _refuse(faults, parsed.text, is_newer=is_newer)
    assert found is not None
    chart, loose = repair.tie_loose_ends(found.chart())
    return Loaded(chart, digest(data), sentences([*problems, *loose], parsed.text), is_newer)


def _version(raw: Any) -> int:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ChartFileError(
            _('the file is JSON, but not a chart: it has no "format": "{format}".').format(format=FORMAT)
        )
    version = raw.get("version")
    if type(version) is not int or version < 1:
        raise ChartFileError(
            _("the version must be a whole number from 1; it is {value}.").format(value=shown(version))
        )
    return version


def _refuse(faults: Iterable[Problem], text: str, *, is_newer: bool) -> None:
    found = sentences(faults, text)
    if found and is_newer:
        raise NewerFileError(_NEWER, found)
    if found:
        raise ChartFileError(first_of(found), found)


def _refuse_faults(loaded: Loaded) -> None:
    if loaded.is_newer:
        raise NewerFileError(_NEWER, loaded.problems)
    if loaded.problems:
        message = f"{first_of(loaded.problems)[:-1]}; open it in the app to repair it."
        raise ChartFileError(message, loaded.problems)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except ChartFileError as error:
        raise type(error)(f"{path}: {error}", error.problems) from None
