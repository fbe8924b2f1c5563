"""One declared case for all options: what would change where, and doing it. No widgets.

The same company is judged in every option only where the same is said of it, and of every unit that has a
context of its own. A user's own criteria are said of the option, and stay. Open charts change by an undoable
step; files are written only where they are sound and still as they were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from orgsketch import compare
from orgsketch.compare import Change
from orgsketch.compare.matrix import CRITERION
from orgsketch.document import digest_of, sentence
from orgsketch.errors import OrgsketchError
from orgsketch.model import edits
from orgsketch.model.diff import ChartDiff, apply, squash
from orgsketch.resources import _
from orgsketch.rules.units import own_answers

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.model.records import Answer
    from orgsketch.ui.options import Option, Options
    from orgsketch.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Casing:
    """What applying the case would change in one option; `refusal`: why it cannot, in one sentence."""

    option: Option
    diff: ChartDiff
    rows: tuple[Change, ...]
    refusal: str = ""


class Case(NamedTuple):
    """What is said of the company, without the user's criteria, and by each box of its own context (mostly
    nothing)."""

    company: dict[str, Answer]
    boxes: dict[str, dict[str, Answer]]
    keys: frozenset[str]


def case_of(chart: Chart, words: Vocabulary) -> Case:
    """The declared case of a chart."""
    company = {key: said for key, said in chart.head.answers.items() if not key.startswith(CRITERION)}
    keys = words.context_keys
    return Case(company, {box.id: dict(own_answers(box, keys)) for box in chart.boxes.values()}, keys)


def with_case(chart: Chart, case: Case) -> ChartDiff:
    """The edit: the same is said of the company as elsewhere, in the order of there, and of the units that
    are on both charts; criteria stay, and so do the units whose box only this chart has."""
    own = {key: said for key, said in chart.head.answers.items() if key.startswith(CRITERION)}
    total = edits.declare(chart, {**case.company, **own})
    for box, wanted in case.boxes.items():
        has = own_answers(chart.boxes[box], case.keys) if box in chart.boxes else wanted
        for key in (*has, *wanted):
            if has.get(key) != wanted.get(key):
                total = squash(total, edits.answer(apply(total, chart), box, key, wanted.get(key)))
    return total


def casings(options: Options) -> Iterator[Casing]:
    """For every other option what would change; those that say the same already are left out."""
    words = options.window.document.book.vocabulary
    case = case_of(options.window.document.chart, words)
    for option in options.others():
        if option.chart is None:
            if option.trouble:
                yield Casing(option, ChartDiff(), (), option.trouble)
            continue
        diff = with_case(option.chart, case)
        if diff:
            rows = compare.two(option.chart, apply(diff, option.chart), words=words).context
            yield Casing(option, diff, rows, option.fault)


def carry_out(casing: Casing, case: Case) -> str:
    """Apply the case to one option; "" when it is done, else one sentence why it is not."""
    option = casing.option
    if option.document is not None:
        edit = partial(with_case, case=case)
        refusal = option.document.preview(edit).refusal
        if not refusal:
            option.document.insist(_("Apply the case to all options"), edit)
        return refusal
    return casing.refusal or _written(option, casing.diff)


def _written(option: Option, diff: ChartDiff) -> str:
    from orgsketch.files import chartfile

    assert option.path is not None
    assert option.chart is not None
    try:
        if digest_of(option.path) != option.digest:
            return _("{name} was changed by somebody else meanwhile.").format(name=option.path.name)
        chartfile.save(apply(diff, option.chart), option.path)
    except (OrgsketchError, OSError) as error:
        return sentence(error, option.path)
    return ""
