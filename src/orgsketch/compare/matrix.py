"""Many options in one table: a column each, the baseline first. Counts side by side, never a total.

Sections in this order: the case (only what is answered differently), structure, findings, where they differ
rule by rule, voices, and what the users want to weigh. Criteria are answers of the chart whose name begins
with "criterion."; they travel with the option's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgsketch.compare.findings import SEVERITIES
from orgsketch.compare.standing import MARKS, STRUCTURE, Fired, Standing, Value, standing
from orgsketch.compare.two import Comparison
from orgsketch.compare.words import field_name, name_of, said
from orgsketch.model.chart import Chart
from orgsketch.resources import N_, _
from orgsketch.rules.units import own_answers, units_of

if TYPE_CHECKING:
    from orgsketch.compare.voices import Case
    from orgsketch.rules.finding import Report
    from orgsketch.vocabulary import Vocabulary

CRITERION = "criterion."
NONE = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value to sort by, its text, the kind of mark it wears ("" = none); does the baseline differ?"""

    value: Value
    text: str
    mark: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what it compares, a hint (a rule's code), and a cell for each option.

    `theme`: of a rule, by its title.
    """

    key: str
    title: str
    hint: str
    cells: tuple[Cell, ...]
    theme: str = ""

    @property
    def differs(self) -> bool:
        """Whether any option differs from the baseline here."""
        return any(cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """The options by title and all that is said of them; `comparisons`: each against the first.

    `rules`: a row for every rule that fires somewhere; the section "differ" has those that do not say the
    same of every option.
    """

    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    comparisons: tuple[Comparison, ...]
    rules: tuple[Row, ...] = ()

    def section(self, key: str) -> Section | None:
        """A section, if there is anything in it."""
        return next((section for section in self.sections if section.key == key), None)


def many(
    charts: Sequence[Chart],
    reports: Sequence[Report],
    stances: Sequence[Case] = (),
    words: Vocabulary | None = None,
) -> Matrix:
    """Set options beside each other; the first is the baseline. `stances` as `voices.voices` gives them."""
    cases = stances or ((),) * len(charts)
    options = [
        standing(charts[0], chart, reports[0], report, case, words)
        for chart, report, case in zip(charts, reports, cases, strict=True)
    ]
    return side_by_side(options, words)


def side_by_side(options: Sequence[Standing], words: Vocabulary | None = None) -> Matrix:
    """The table of options that were held against the first of them."""
    made = _Matrix(options, words)
    rules = tuple(made.rules())
    sections = [
        Section("case", _("Answers that differ"), tuple(made.case())),
        Section("structure", _("Structure"), tuple(made.structure())),
        Section("findings", _("Findings"), tuple(made.findings())),
        Section("themes", _("Risks and watch-outs by theme"), tuple(made.themes())),
        Section("differ", _("Where they differ"), tuple(row for row in rules if row.differs)),
        Section("voices", _("Voices"), tuple(made.voices())),
        Section("own", _("Your criteria and notes"), tuple(made.own())),
    ]
    return Matrix(
        tuple(option.chart.title or _("Untitled chart") for option in options),
        tuple(section for section in sections if section.rows),
        tuple(option.comparison for option in options),
        rules,
    )


class _Matrix:
    def __init__(self, options: Sequence[Standing], words: Vocabulary | None) -> None:
        self.options, self.words = options, words
        self.charts = [option.chart for option in options]

    def case(self) -> Iterator[Row]:
        keys = {key for chart in self.charts for key in chart.head.answers if not key.startswith(CRITERION)}
        for key in sorted(keys):
            row = self._answers(f"answers.{key}", field_name(f"answers.{key}", self.words))
            if row.differs:
                yield row
        yield from (row for row in self._of_units() if row.differs)

    def _of_units(self) -> Iterator[Row]:
        """What boxes say of a context of their own; a chart without the box says nothing."""
        keys = self.words.context_keys if self.words else frozenset()
        units = dict.fromkeys(unit for chart in self.charts for unit in sorted(units_of(chart, keys)))
        for unit in units:
            name = next(name_of(chart, unit) for chart in self.charts if unit in chart.boxes)
            records = [chart.boxes.get(unit) for chart in self.charts]
            asked = {key for record in records if record for key in own_answers(record, keys)}
            for key in sorted(asked):
                title = f"{name}: {field_name(f'answers.{key}', self.words)}"
                values = [self._said_of(chart, unit, key) for chart in self.charts]
                yield _row(f"units.{unit}.{key}", title, values)

    def _said_of(self, chart: Chart, unit: str, key: str) -> str:
        record = chart.boxes.get(unit)
        return said(chart, record, f"answers.{key}", self.words) if record else ""

    def structure(self) -> Iterator[Row]:
        for key, (title, _measure) in STRUCTURE.items():
            yield _row(key, _(title), [option.measures[key] for option in self.options])
        for key, (title, _first) in self.options[0].homes.items():
            homes = [option.homes[key][1] for option in self.options]
            if any(homes):
                yield _row(f"home.{key}", _("Home of {work}").format(work=title.lower()), homes)

    def findings(self) -> Iterator[Row]:
        for severity in SEVERITIES:
            counts = [option.severities[severity] for option in self.options]
            yield _row(severity, _(MARKS[severity]), counts, mark=severity)
        for key, title, count in COUNTED:
            yield _row(key, _(title), [count(option) for option in self.options], mark=key)

    def themes(self) -> Iterator[Row]:
        for theme in dict.fromkeys(theme for option in self.options for theme in option.themes):
            counts = [option.themes[theme] for option in self.options]
            yield _row(theme, self._theme(theme), counts)

    def rules(self) -> Iterator[Row]:
        """A row for each rule that fires somewhere, the most severe first: how severe, and how often."""
        fired = [entry for option in self.options for entry in option.rules.values()]
        for entry in sorted(_worst(fired), key=lambda entry: (entry.rank, entry.worst.rule)):
            found = entry.worst
            cells = tuple(self._rule_cells(found.rule))
            yield Row(found.rule, found.title, found.rule, cells, self._theme(found.theme))

    def voices(self) -> Iterator[Row]:
        if not any(option.case for option in self.options):
            return
        forms = [_forms(option.chart, option.case) or NONE for option in self.options]
        yield _row("form", _("Form"), forms)
        for stance, title in STANCES.items():
            for is_author, key in ((True, stance), (False, f"{stance}.comments")):
                names = [_speakers(option, stance, is_author=is_author) for option in self.options]
                cells = [f"{len(who)}: {', '.join(who)}" if who else NONE for who in names]
                if any(names):
                    yield _row(key, _(title[not is_author]), cells)

    def own(self) -> Iterator[Row]:
        for key in sorted(
            {key for chart in self.charts for key in chart.head.answers if key.startswith(CRITERION)}
        ):
            yield self._answers(f"answers.{key}", key.removeprefix(CRITERION))
        if any(chart.head.notes for chart in self.charts):
            yield _row("notes", _("Notes"), [chart.head.notes for chart in self.charts])

    def _answers(self, name: str, title: str) -> Row:
        return _row(name, title, [said(chart, chart.head, name, self.words) for chart in self.charts])

    def _theme(self, theme: str) -> str:
        names = self.words.themes if self.words else {}
        return names[theme].title if theme in names else theme

    def _rule_cells(self, code: str) -> Iterator[Cell]:
        first: tuple[int, int] | None = None
        for option in self.options:
            fired, is_open = option.rules.get(code), code in option.undecided
            value = (-fired.rank, fired.times) if fired else (-9 if is_open else -10, 0)
            first = value if first is None else first
            yield Cell(value[0] * 100 + value[1], *_told(fired, is_open), value != first)


def _worst(fired: Iterable[Fired]) -> Iterable[Fired]:
    """Each rule once, as it fires most severely."""
    found: dict[str, Fired] = {}
    for entry in fired:
        known = found.get(entry.worst.rule)
        if known is None or entry.rank < known.rank:
            found[entry.worst.rule] = entry
    return found.values()


def _told(fired: Fired | None, is_open: bool) -> tuple[str, str]:
    """Text and mark of a rule's cell."""
    if fired is None:
        return (_("Open question"), "question") if is_open else (NONE, "")
    times = f" × {fired.times}" if fired.times > 1 else ""
    return _(MARKS[fired.mark]) + times, fired.mark


def _forms(chart: Chart, case: Case) -> str:
    """The forms a chart has; with the units that have them, where there are any."""
    return ", ".join(_of_unit(entry.form.title, chart, [entry.unit]) for entry in case)


def _speakers(option: Standing, stance: str, *, is_author: bool) -> list[str]:
    """Which authors, or commenters, take a stance on any of the forms, each once; in which units, where the
    answers of the others make it another stance.
    """
    found: dict[str, dict[str | None, None]] = {}
    for entry in option.case:
        for voice in entry.authors if is_author else entry.commenters:
            if voice.stance == stance:
                found.setdefault(voice.voice.name, {})[entry.unit] = None
    everywhere = {entry.unit for entry in option.case}
    return [
        name if units.keys() == everywhere else _of_unit(name, option.chart, units)
        for name, units in found.items()
    ]


def _of_unit(text: str, chart: Chart, units: Iterable[str | None]) -> str:
    """A text with the units it holds for; the company is not named where it is alone."""
    names = [name_of(chart, unit) if unit else _("the company") for unit in units]
    return text if names == [_("the company")] else f"{text} ({', '.join(names)})"


def _row(key: str, title: str, values: Iterable[Value], mark: str = "") -> Row:
    listed = list(values)
    cells = (
        Cell(
            value,
            f"{value:,g}" if isinstance(value, int | float) else value or NONE,
            mark if value else "",
            value != listed[0],
        )
        for value in listed
    )
    return Row(key, title, "", tuple(cells))


COUNTED: tuple[tuple[str, str, Callable[[Standing], int]], ...] = (
    ("strength", N_("Strengths"), lambda option: option.strengths),
    ("accepted", N_("Accepted"), lambda option: option.accepted),
    ("question", N_("Open questions"), lambda option: option.questions),
)
STANCES = {
    "for": (N_("For, article authors"), N_("For, commenters")),
    "against": (N_("Against, article authors"), N_("Against, commenters")),
    "depends": (N_("Depends on a fact, article authors"), N_("Depends on a fact, commenters")),
}
