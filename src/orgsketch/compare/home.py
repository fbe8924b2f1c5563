"""Where a placed function has its home: the work of the manager it hangs from, as the packs tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary
    from orgsketch.vocabulary.records import Family


def placed(words: Vocabulary) -> Iterator[Family]:
    """The families whose home is the question."""
    return (family for family in words.families.values() if family.is_placed)


def home(chart: Chart, family: Family, words: Vocabulary) -> str:
    """In words, each home once in the order of the chart: "Marketing", "Of its own"; "" without any."""
    ours = {function.id for function in words.functions.values() if function.family == family.id}
    boxes = (box for box in tree.walk(chart) if not ours.isdisjoint(chart.boxes[box].functions))
    found = (_home(chart, box, family, words) for box in boxes)
    return ", ".join(dict.fromkeys(filter(None, found)))


def _home(chart: Chart, key: str, family: Family, words: Vocabulary) -> str:
    """Of one box; "" where it stands in a team whose top says it."""
    box = chart.boxes[key]
    families = _families(box.functions, words)
    others = [other.title for other in families if other is not family]
    if others:
        return _("In one role with {work}").format(work=", ".join(others))
    manager = chart.boxes.get(box.reports_to or "")
    if manager and _families(manager.functions, words) == [family]:
        return ""
    if tree.is_unplaced(chart, key):
        return _("Without a place")
    above = (_given(chart.boxes[higher], family, words) for higher in tree.path_to_top(chart, key))
    return next(filter(None, above), _("Of its own"))


def _given(manager: Box, family: Family, words: Vocabulary) -> str:
    """The home a manager gives to those below."""
    known = _families(manager.functions, words)
    return next((one.title for one in known if one.is_home and one is not family), "")


def _families(functions: Iterable[str], words: Vocabulary) -> list[Family]:
    known = (words.functions[function].family for function in functions if function in words.functions)
    return [words.families[name] for name in dict.fromkeys(known) if name in words.families]
