"""The lines of the matrix on screen: what belongs together on one line, in the order wanted. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgsketch.compare.matrix import CRITERION, NONE, Cell, Matrix, Row, Section
from orgsketch.resources import N_, _, plural

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart

HEADING, ROW, RULE, CRITERIA, NOTES = "heading", "row", "rule", "criterion", "notes"
WRITTEN = (CRITERIA, NOTES)

# Rows of one line: the first names it.
TOGETHER: dict[str, tuple[str, tuple[str, ...]]] = {
    "boxes": (N_("Boxes · layers"), ("boxes", "layers")),
    "widest_span": (N_("Widest · average span"), ("widest_span", "average_span")),
    "headcount": (N_("Headcount · vacancies"), ("headcount", "vacancies")),
    "moves": (N_("Boxes moved · added · removed"), ("moves", "added", "removed")),
    "critical": (N_("Risks and watch-outs"), ("critical", "major", "minor", "info")),
    "strength": (N_("Strengths · open questions"), ("strength", "question")),
}
FEW = 3  # answers that are shown at once where they differ; more are opened on demand
TITLES = {"relations": N_("Lines beside the reporting"), "accepted": N_("Accepted risks")}
HINTS = {"findings": N_("counts, never a score")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading, or what is compared with its rows. `key`: for a rule its code."""

    kind: str
    key: str
    title: str
    hint: str = ""
    rows: tuple[Row, ...] = ()

    def cells(self, column: int) -> list[Cell]:
        """What the line says of an option."""
        return [row.cells[column] for row in self.rows]

    def text(self, column: int) -> str:
        """The same in words, for one line."""
        if len(self.rows) == 1:
            return self.rows[0].cells[column].text
        return ", ".join(f"{row.title}: {row.cells[column].text}" for row in self.rows)

    def differs(self, column: int) -> bool:
        """Whether it differs from the baseline there."""
        return any(row.cells[column].differs for row in self.rows)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the rows are to be shown: every rule, or those that differ; every answer that differs, or a few.

    `criteria`: names that nothing is written under yet.
    """

    order: str = "kind"
    is_whole: bool = False
    has_answers: bool = False
    criteria: tuple[str, ...] = ()


ORDERS: dict[str, tuple[str, Callable[[Row], Any] | None]] = {
    "kind": (N_("By kind and severity"), None),
    "theme": (N_("By theme"), lambda row: row.theme or row.title),
    "name": (N_("By name"), lambda row: row.title.casefold()),
    "difference": (N_("By how many differ"), lambda row: -sum(cell.differs for cell in row.cells)),
}


def lines(matrix: Matrix, charts: Sequence[Chart], wish: Wish = Wish()) -> list[Line]:
    """Every line from the top."""
    return [line for section in _sections(matrix) for line in _section(section, matrix, charts, wish)]


def _sections(matrix: Matrix) -> Iterator[Section]:
    """The sections that are there, and those that are always shown."""
    for key, title in (("differ", _("Where they differ")), ("own", _("Your criteria and notes"))):
        if matrix.section(key) is None:
            matrix = Matrix(
                matrix.titles, (*matrix.sections, Section(key, title, ())), matrix.comparisons, matrix.rules
            )
    wanted = ("case", "structure", "findings", "themes", "differ", "voices", "own")
    return (section for key in wanted if (section := matrix.section(key)) is not None)


def _section(section: Section, matrix: Matrix, charts: Sequence[Chart], wish: Wish) -> Iterator[Line]:
    yield Line(HEADING, section.key, section.title, _hint(section, matrix, wish))
    if section.key == "case" and len(section.rows) > FEW and not wish.has_answers:
        return
    if section.key == "own":
        yield from _own(section, charts, wish)
        return
    is_rules = section.key == "differ"
    rows = matrix.rules if is_rules and wish.is_whole else section.rows
    if is_rules or section.key == "themes":
        rows = ordered(rows, wish.order)
    yield from (_rule(row) for row in rows) if is_rules else _together(rows)


def ordered(rows: Sequence[Row], order: str) -> tuple[Row, ...]:
    """Rows in an order of the table above; what is equal there stays as it was."""
    key = ORDERS[order][1]
    return tuple(sorted(rows, key=key)) if key else tuple(rows)


def _hint(section: Section, matrix: Matrix, wish: Wish) -> str:
    """The words behind a heading: a link, or how to read what is below it."""
    if section.key == "differ":
        return _shown(matrix, wish)
    if section.key == "case" and len(section.rows) > FEW:
        return _("hide them") if wish.has_answers else _("show all {count}").format(count=len(section.rows))
    return _(HINTS[section.key]) if section.key in HINTS else ""


def _shown(matrix: Matrix, wish: Wish) -> str:
    """The link of the heading of the rules; "" where all of them differ."""
    some = sum(row.differs for row in matrix.rules)
    if some == len(matrix.rules):
        return ""
    if wish.is_whole:
        return plural("only the one that differs", "only the {count} that differ", some)
    return _("show all {count}").format(count=len(matrix.rules))


def _rule(row: Row) -> Line:
    return Line(RULE, row.key, row.title, f"{row.hint} · {row.theme}", (row,))


def _together(rows: Sequence[Row]) -> Iterator[Line]:
    by_key = {row.key: row for row in rows}
    taken = {key for first, (_title, keys) in TOGETHER.items() if first in by_key for key in keys[1:]}
    for row in rows:
        if row.key in TOGETHER:
            title, keys = TOGETHER[row.key]
            yield Line(ROW, row.key, _(title), rows=tuple(by_key[key] for key in keys if key in by_key))
        elif row.key not in taken:
            yield Line(ROW, row.key, _(TITLES[row.key]) if row.key in TITLES else row.title, row.hint, (row,))


def _own(section: Section, charts: Sequence[Chart], wish: Wish) -> Iterator[Line]:
    """The criteria, those that were only named too, then the notes."""
    known = {row.key.removeprefix(f"answers.{CRITERION}"): row for row in section.rows if row.key != "notes"}
    for name in sorted({*known, *wish.criteria}, key=str.casefold):
        row = known.get(name) or _empty(f"answers.{CRITERION}{name}", name, charts)
        yield Line(CRITERIA, name, name, rows=(row,))
    notes = next((row for row in section.rows if row.key == "notes"), None)
    yield Line(NOTES, "notes", _("Notes"), rows=(notes or _empty("notes", _("Notes"), charts),))


def _empty(key: str, title: str, charts: Sequence[Chart]) -> Row:
    return Row(key, title, "", tuple(Cell("", NONE) for _chart in charts))
