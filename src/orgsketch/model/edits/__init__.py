"""The verbs of change: pure functions Chart -> ChartDiff.

None of them can make a reporting loop or a line to nowhere; each raises EditError with one sentence
when it is asked to. Text is cleaned on its way in. An edit that changes nothing returns an empty diff.
"""

from __future__ import annotations

from orgsketch.model.edits.branches import fresh_ids, part_of, paste
from orgsketch.model.edits.conflicts import Choice, settle, settle_all
from orgsketch.model.edits.contents import (
    answer,
    change,
    rename,
    set_field,
    set_functions,
    set_headcount,
    set_people,
    set_products,
    set_responsibilities,
    set_state,
)
from orgsketch.model.edits.judgements import accept, change_chart, declare, tick, withdraw
from orgsketch.model.edits.placement import (
    Reports,
    add,
    add_all,
    insert_manager,
    may_report,
    move,
    remove,
    reorder,
)
from orgsketch.model.edits.relations import change_relation, draw, draw_all, remove_relation

__all__ = [
    "Choice",
    "Reports",
    "accept",
    "add",
    "add_all",
    "answer",
    "change",
    "change_chart",
    "change_relation",
    "declare",
    "draw",
    "draw_all",
    "fresh_ids",
    "insert_manager",
    "may_report",
    "move",
    "part_of",
    "paste",
    "remove",
    "remove_relation",
    "rename",
    "reorder",
    "set_field",
    "set_functions",
    "set_headcount",
    "set_people",
    "set_products",
    "set_responsibilities",
    "set_state",
    "settle",
    "settle_all",
    "tick",
    "withdraw",
]
