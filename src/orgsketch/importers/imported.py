"""What an import brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from orgsketch.model.chart import Chart


@dataclass(frozen=True, slots=True)
class Imported:
    """A chart and what there is to say about where it came from.

    `problems`: one sentence each, with the row; what they speak of is in the chart all the same.
    `columns`: field -> header of the column it was read from, for tables.
    """

    chart: Chart
    problems: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
