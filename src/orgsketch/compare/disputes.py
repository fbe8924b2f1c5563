"""Conflicts of a merge in words: what is disputed, and what each side says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgsketch.compare.words import field_name, name_of, said
from orgsketch.model.chart import Chart
from orgsketch.model.merge.three import MAPPINGS
from orgsketch.model.records import Box, Conflict, Head, Person, Relation, Side
from orgsketch.resources import N_, _

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict to be read; `box`: where to look, "" = the chart; then what each side says."""

    conflict: Conflict
    box: str
    title: str
    what: str
    base: str
    ours: str
    theirs: str

    @property
    def sentence(self) -> str:
        """The conflict in one line."""
        text = _("{title}: {what} – ours: {ours}; theirs: {theirs}")
        return text.format(title=self.title, what=self.what, ours=self.ours, theirs=self.theirs)


def dispute(chart: Chart, conflict: Conflict, words: Vocabulary | None = None) -> Dispute:
    """A conflict of a chart in words."""
    names = list(dict.fromkeys(_disputed(conflict)))
    what = ", ".join(field_name(name, words) for name in names) or _(KINDS[conflict.kind])
    if conflict.kind not in ("changed_twice", "moved_twice"):
        what = _(KINDS[conflict.kind])
    sides = (
        _side(chart, conflict, side, names, words) for side in (conflict.base, conflict.ours, conflict.theirs)
    )
    box = conflict.about if conflict.about in chart.boxes else _box_of(chart, conflict)
    return Dispute(conflict, box, _title(chart, conflict), what, *sides)


def _disputed(conflict: Conflict) -> Iterator[str]:
    """The fields in which the sides differ, where both have the record."""
    for key in sorted({*conflict.ours} & {*conflict.theirs}):
        ours, theirs = conflict.ours[key], conflict.theirs[key]
        if ours is None or theirs is None:
            continue
        for name in type(ours).__dataclass_fields__:
            one, other = getattr(ours, name), getattr(theirs, name)
            if name in MAPPINGS:
                yield from (
                    f"{name}.{entry}"
                    for entry in sorted({*one, *other})
                    if one.get(entry) != other.get(entry)
                )
            elif one != other and not (name == "order" and isinstance(ours, Box)):
                yield name


def _side(chart: Chart, conflict: Conflict, side: Side, names: list[str], words: Vocabulary | None) -> str:
    told: list[str] = []
    for key, record in sorted(side.items()):
        about = f"{_name(chart, key, record)}: " if len(side) > 1 else ""
        values = [
            said(chart, record, name, words) or _("nothing")
            for name in names
            if hasattr(record, name.partition(".")[0])
        ]
        if record is None:
            told.append(about + _("removed"))
        elif conflict.kind in ("changed_and_removed", "placed_under_removed", "joined_to_removed", "same_id"):
            told.append(about + (_name(chart, key, record) if not about else _("there")))
        else:
            told.append(about + ", ".join(values))
    return "; ".join(told) or _("not there")


def _title(chart: Chart, conflict: Conflict) -> str:
    sides = (conflict.ours, conflict.theirs, conflict.base)
    record = next((side[conflict.about] for side in sides if side.get(conflict.about)), None)
    return _name(chart, conflict.about, record)


def _name(chart: Chart, key: str, record: Any) -> str:
    """What a record is called: by the chart, else by itself."""
    if key in chart.boxes:
        return name_of(chart, key)
    if key in chart.people:
        return chart.people[key].name
    if key == chart.head.id or isinstance(record, Head):
        return _("The chart")
    line = chart.relations.get(key) or record
    if isinstance(line, Relation):
        return f"{name_of(chart, line.start)} – {name_of(chart, line.end)}"
    if isinstance(record, Box | Person):
        return getattr(record, "title", "") or getattr(record, "name", "") or key
    return str(getattr(record, "rule", "") or getattr(record, "item", "") or key)


def _box_of(chart: Chart, conflict: Conflict) -> str:
    line = chart.relations.get(conflict.about)
    if line:
        return line.start
    return next(
        (key for side in (conflict.ours, conflict.theirs) for key in sorted(side) if key in chart.boxes), ""
    )


KINDS = {
    "changed_twice": N_("changed by both"),
    "moved_twice": N_("moved by both"),
    "changed_and_removed": N_("changed by one, removed by the other"),
    "placed_under_removed": N_("removed by one, given reports by the other"),
    "joined_to_removed": N_("removed by one, joined to or judged by the other"),
    "reporting_loop": N_("both moves together would make a circle"),
    "same_id": N_("one id for two things; both are kept"),
    "seated_twice": N_("seated by both, in different boxes"),
}
