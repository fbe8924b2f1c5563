"""Charts at the size of a thumb."""

from __future__ import annotations

from orgsketch.ui import miniature
from tests.charts import big_chart, org


def test_a_small_chart_is_drawn_whole() -> None:
    layout = miniature.lay_out(org(ceo=None, product="ceo", pm="product"))
    assert not layout.folded
    assert layout.rect("b_pm") is not None


def test_of_a_large_chart_only_what_can_be_told_apart() -> None:
    chart = big_chart(1000)
    drawn = list(miniature.lay_out(chart).cards())
    assert 20 < len(drawn) <= miniature.MOST
    assert {branch.box for branch, _x, _y in drawn} >= set(chart.reports("b_00000000"))
