"""A window with two charts: what was, and the option that is worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from orgsketch.model.chart import Chart
from orgsketch.model.records import BasedOn


@pytest.fixture
def compared(window: Any) -> Callable[..., Any]:
    """Opens the chart after, with the chart before open beside it, and shows what changed."""

    def show(before: Chart, after: Chart, engines: Any = None) -> Any:
        was = replace(before, head=replace(before.head, id="c_today000", title="Today"))
        head = replace(after.head, id="c_option00", title="Option", based_on=BasedOn("c_today000", "Today"))
        other, shown = window(was, engines), window(replace(after, head=head), engines)
        shown.opened = other.opened = lambda: (other, shown)
        shown.modes.show("changes")
        return shown

    return show
