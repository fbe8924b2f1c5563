"""What an edit costs on a chart of 10,000 boxes. Run by `make bench`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from orgsketch.model import edits
from orgsketch.model.diff import apply, diff, invert
from tests.benchmarks.timing import best
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark
CHART = big_chart(10_000)
DEEPEST = max(CHART.boxes)
TOPS = CHART.reports("b_00000000")
EDITED = apply(edits.rename(CHART, DEEPEST, "Other"), CHART)
names = count()

MEASURED: dict[str, tuple[Callable[[], object], float]] = {
    "move, diff and apply": (lambda: apply(edits.move(CHART, DEEPEST, TOPS[0]), CHART), 0.5),
    "move a department": (lambda: apply(edits.move(CHART, TOPS[3], TOPS[0]), CHART), 0.5),
    "rename": (lambda: apply(edits.rename(CHART, DEEPEST, f"Name {next(names)}"), CHART), 0.2),
    "remove a department with its branch": (lambda: edits.remove(CHART, TOPS[0], "with_branch"), 100),
    "is a drop allowed": (lambda: edits.may_report(CHART, TOPS[0], DEEPEST), 0.05),
    "diff of two charts that share": (lambda: diff(CHART, EDITED), 20),
    "invert": (lambda: invert(edits.rename(CHART, DEEPEST, "Other")), 0.2),
    "build the chart": (lambda: big_chart(10_000), 2_000),
}


@pytest.mark.parametrize("what", MEASURED)
def test_model(what: str) -> None:
    function, most = MEASURED[what]
    assert best(f"model: {what}", function) < most
