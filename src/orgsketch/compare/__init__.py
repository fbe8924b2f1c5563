"""Charts side by side: two in every detail, many in a matrix, and the way from one to the other.

`two` tells all that differs, `many` sets options beside each other, `plan` orders the moves that turn the
baseline into an option, `pick` takes a single change over into another chart, `matching` pairs charts that do
not share their ids.
"""

from __future__ import annotations

from orgsketch.compare.matching import Doubt, Matching, alike, match, rekeyed, shares_ids
from orgsketch.compare.matrix import Cell, Matrix, Row, Section, many, side_by_side
from orgsketch.compare.overlay import Overlay, overlay
from orgsketch.compare.picking import pick
from orgsketch.compare.plan import Plan, Step, plan
from orgsketch.compare.rows import Change
from orgsketch.compare.standing import Standing, standing
from orgsketch.compare.two import Comparison, FindingDelta, two
from orgsketch.compare.updating import updated

__all__ = [
    "Cell",
    "Change",
    "Comparison",
    "Doubt",
    "FindingDelta",
    "Matching",
    "Matrix",
    "Overlay",
    "Plan",
    "Row",
    "Section",
    "Standing",
    "Step",
    "alike",
    "many",
    "match",
    "overlay",
    "pick",
    "plan",
    "rekeyed",
    "shares_ids",
    "side_by_side",
    "standing",
    "two",
    "updated",
]
