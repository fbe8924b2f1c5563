"""The plan that leads from one chart to another, as others may read it, and its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import Names
from orgsketch.drawing.options import ExportOptions
from orgsketch.errors import ExporterError
from orgsketch.exporters import discretion, put
from orgsketch.exporters.matrix import plan_markdown, plan_table, workbook
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare import Plan
    from orgsketch.model.chart import Chart
    from orgsketch.vocabulary import Vocabulary

FORMATS: dict[str, Callable[[Plan], bytes]] = {
    ".md": lambda plan: plan_markdown(plan).encode("utf-8"),
    ".xlsx": lambda plan: workbook([plan_table(plan)]),
}


def planned(before: Chart, after: Chart, names: Names, words: Vocabulary) -> Plan:
    """The plan with full names, initials or none; never with what is said about people.

    Charts that share no ids are matched first.
    """
    from orgsketch.compare import alike, plan, two

    options = ExportOptions(names=names)
    old, new = (
        discretion.without_person_fields(discretion.shown(discretion.with_names(one, names), words, options))
        for one in (before, alike(before, after))
    )
    return plan(two(old, new, words=words))


def write(plan: Plan, path: Path) -> None:
    """Write a plan as Markdown or as a workbook. Raises ExporterError with one sentence."""
    if path.suffix not in FORMATS:
        raise ExporterError(
            _("A plan is written as .md or .xlsx, not as {suffix}.").format(suffix=path.suffix)
        )
    put(path, FORMATS[path.suffix](plan))
