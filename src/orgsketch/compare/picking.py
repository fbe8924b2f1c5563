"""One change of an option, taken over into another chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.errors import EditError
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, diff
from orgsketch.model.merge import merge
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare.rows import Change


def pick(change: Change, chart: Chart, *, is_revert: bool = False) -> ChartDiff:
    """What does one change (or takes it back) in a chart that may have gone its own way since.

    Raises EditError in one sentence when the chart disagrees; an empty diff when it is so already.
    """
    base = change.difference.after if is_revert else change.difference.before
    wanted = apply(change.revert if is_revert else change.forward, base)
    merged = merge(base, chart, wanted)
    if merged.conflicts:
        raise EditError(_refusal(change, chart, {conflict.kind for conflict in merged.conflicts}))
    return diff(chart, merged.chart)


def _refusal(change: Change, chart: Chart, kinds: set[str]) -> str:
    what = f"{change.title}, {change.what}"
    title = chart.title or _("this chart")
    if "reporting_loop" in kinds:
        text = _("{what}: in {chart} the new manager reports to the box itself.")
    elif kinds <= {"changed_twice", "moved_twice", "seated_twice"}:
        text = _("{what}: {chart} has changed the same thing in another way.")
    elif "same_id" in kinds:
        text = _("{what}: {chart} has something else under the same id.")
    else:
        text = _("{what}: {chart} no longer has a box that this needs.")
    return text.format(what=what, chart=title)
