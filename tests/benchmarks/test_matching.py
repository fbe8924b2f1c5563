"""Two exports of one organisation under other ids: matched and compared well under a second."""

from __future__ import annotations

import pytest

from orgsketch import compare
from orgsketch.files import chartfile
from tests.benchmarks.timing import best
from tests.organisations import months_later, organisation

pytestmark = pytest.mark.benchmark


def test_months_later_under_a_second() -> None:
    months = months_later(organisation(900, 1, emails=0.5), 11)
    files = [chartfile.to_bytes(chart) for chart in (months.before, months.after)]

    def told() -> None:
        found = compare.match(months.before, months.after)
        compare.two(months.before, compare.rekeyed(months.after, found))

    spent = best("match and compare, two of 900 with other ids", told)
    reading = best("read both of 900", lambda: [chartfile.read(data) for data in files])
    assert spent < 1000
    assert spent < 20 * reading
