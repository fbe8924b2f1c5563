"""Where product marketing has its home: the work of the manager it hangs from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

OURS, BOTH = "product_marketing", "blended"
NO_HOME = ("general", "other", OURS)  # a chief executive gives no home


def home(chart: Chart, words: Vocabulary) -> str:
    """In words, each home once in the order of the chart: "Marketing", "Of its own"; "" without any."""
    found = (_home(chart, box, words) for box in tree.walk(chart))
    return ", ".join(dict.fromkeys(filter(None, found)))


def _home(chart: Chart, key: str, words: Vocabulary) -> str:
    """Of one box; "" where it is not product marketing, or stands in a team whose top says it."""
    box = chart.boxes[key]
    families = _families(box.functions, words)
    if BOTH in box.functions or (OURS in families and "product" in families):
        return _("In one role with product management")
    manager = chart.boxes.get(box.reports_to or "")
    if OURS not in families or (manager and OURS in _families(manager.functions, words)):
        return ""
    if tree.is_unplaced(chart, key):
        return _("Without a place")
    above = (_family(chart.boxes[higher], words) for higher in tree.path_to_top(chart, key))
    return next(filter(None, above), _("Of its own"))


def _family(box: Box, words: Vocabulary) -> str:
    """What the manager's work is called."""
    for family in _families(box.functions, words):
        if family not in NO_HOME:
            return words.families[family].title if family in words.families else family
    return ""


def _families(functions: Iterable[str], words: Vocabulary) -> list[str]:
    return [words.functions[function].family for function in functions if function in words.functions]
