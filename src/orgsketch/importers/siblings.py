"""Siblings in the order in which they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orgsketch.model import order
from orgsketch.model.records import Box


def in_order(boxes: Sequence[Box]) -> list[Box]:
    """The boxes with order keys that keep siblings as they come."""
    teams: dict[str | None, list[Box]] = {}
    for box in boxes:
        teams.setdefault(box.reports_to, []).append(box)
    return [
        replace(box, order=key)
        for team in teams.values()
        for box, key in zip(team, order.spread(len(team)), strict=True)
    ]
