"""What a command reads: chart files, and texts with one shorthand chart a line, told apart by content."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from orgsketch.cli.arguments import UsageError
from orgsketch.errors import ChartFileError, OrgsketchError, ShorthandError
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.vocabulary import Vocabulary

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A chart that was read; `line`: of a text of shorthand, 0 = a chart file, whose bytes are `data`."""

    file: str
    chart: Chart
    digest: str = ""
    line: int = 0
    data: bytes = field(default=b"", repr=False)

    @property
    def place(self) -> str:
        """FILE, or FILE:LINE for a line of shorthand."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read, as one sentence that names the place."""

    sentence: str


def read_inputs(path: Path, vocabulary: Vocabulary) -> Iterator[Input | Unreadable]:
    """Every chart of a file; what cannot be read comes as a sentence, the rest is still read.

    "-" is the standard input.
    """
    from orgsketch.files import chartfile

    try:
        data = (
            _standard_input() if str(path) == STANDARD_INPUT else chartfile.bytes_of(path, may_be_pipe=True)
        )
        if path.suffix == chartfile.SUFFIX or chartfile.is_chart(data):
            loaded = chartfile.examine_strictly(data, path)
            yield Input(str(path), loaded.chart, loaded.digest, data=data)
        else:
            yield from _lines(path, data, vocabulary)
    except OrgsketchError as error:
        yield Unreadable(str(error))


def read_one(path: Path, vocabulary: Vocabulary) -> Input:
    """The one chart of a file. Raises OrgsketchError when there is none, or more than one."""
    found = list(read_inputs(path, vocabulary))
    for entry in found:
        if isinstance(entry, Unreadable):
            raise UsageError(entry.sentence)
    first, *others = [entry for entry in found if isinstance(entry, Input)]
    if others:
        raise UsageError(
            _("{path} holds {count} charts; this command takes one").format(path=path, count=len(found))
        )
    return first


def _lines(path: Path, data: bytes, vocabulary: Vocabulary) -> Iterator[Input | Unreadable]:
    from orgsketch import shorthand

    found = False
    for number, line in enumerate(_text(path, data).split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            found = True
            try:
                yield Input(str(path), shorthand.read(line, vocabulary, number), line=number)
            except ShorthandError as error:
                yield Unreadable(f"{path}:{error.line}:{error.column}: {error}")
    if not found:
        yield Unreadable(f"{path}: the file holds no chart.")


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ChartFileError(
            _("{path}: line {line} is not UTF-8 text; save the file as UTF-8.").format(path=path, line=line)
        ) from None


def _standard_input() -> bytes:
    return sys.stdin.buffer.read()
