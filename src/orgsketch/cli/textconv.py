"""`orgsketch textconv FILE`: a chart as text for `git diff`; what is no chart is printed as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from orgsketch.cli import FINE
from orgsketch.cli.arguments import Parser
from orgsketch.compare.disputes import dispute
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answers, Box

SHOWN_AS_OUTLINE = 60


def run(arguments: Sequence[str]) -> int:
    """Print the chart as an outline, its lines and its answers."""
    parser = Parser("textconv", "Print a chart as text, for git diff; what is no chart is printed as it is.")
    parser.add_argument("file", metavar="FILE", type=Path)
    options = parser.parse_args(arguments)
    from orgsketch.files import chartfile

    try:
        loaded = chartfile.load(options.file)
        lines = [*(f"! {problem}" for problem in loaded.problems), *lines_of(loaded.chart)]
        data = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    except Exception:  # whatever is wrong, git shows the file
        data = _raw(options.file)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return FINE


def lines_of(chart: Chart) -> Iterator[str]:
    """A chart line by line, so that a changed line is a changed fact."""
    head = chart.head
    yield f"chart {head.title or head.id}"
    yield from (f"  {line}" for line in _answers(head.answers))
    for top in chart.reports(None):
        yield from _branch(chart, top)
    for line in sorted(chart.relations.values(), key=lambda line: line.id):
        ends = f"{_name(chart, line.start)} -> {_name(chart, line.end)}"
        yield " ".join(filter(None, (f"{line.kind}: {ends}", line.label)))
        yield from (f"  {said}" for said in _answers(line.answers))
    for entry in sorted(chart.accepted.values(), key=lambda entry: entry.id):
        where = _name(chart, entry.box) if entry.box else "the chart"
        yield f"accepted {entry.rule} on {where}: {entry.reason}"
    for conflict in sorted(chart.conflicts.values(), key=lambda conflict: conflict.id):
        yield f"! {dispute(chart, conflict).sentence}"


def _branch(chart: Chart, top: str) -> Iterator[str]:
    waiting = [(top, 0)]
    while waiting:
        box, depth = waiting.pop()
        margin = "  " * min(depth, SHOWN_AS_OUTLINE)
        first, *others = _facts(chart, chart.boxes[box])
        yield margin + first
        yield from (f"{margin}    {other}" for other in others)
        waiting.extend((report, depth + 1) for report in reversed(chart.reports(box)))


def _facts(chart: Chart, box: Box) -> Iterator[str]:
    functions = f" ({' + '.join(box.functions)})" if box.functions else ""
    manager = f", reports to {_name(chart, box.reports_to)}" if box.reports_to else ""
    yield f"{box.title or box.id}{functions}{manager}"
    if box.people:
        yield f"people: {', '.join(chart.people[person].name for person in box.people)}"
    if box.headcount is not None:
        yield f"headcount: {box.headcount}"
    if box.products:
        yield f"products: {', '.join(box.products)}"
    if box.responsibilities is not None:
        yield f"responsibilities: {', '.join(box.responsibilities) or 'none'}"
    if box.status or box.assistant:
        yield " ".join(filter(None, (box.status, "assistant" if box.assistant else "")))
    yield from _answers(box.answers)
    yield from (f"note: {line}" for line in box.notes.splitlines())


def _answers(answers: Answers) -> Iterator[str]:
    for question, said in answers.items():
        value = ", ".join(said.value) if isinstance(said.value, tuple) else said.value
        yield f"{question} = {value}" + (f" ({said.by})" if said.by else "")


def _name(chart: Chart, box: str) -> str:
    return chart.boxes[box].title or box


def _raw(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return b""
