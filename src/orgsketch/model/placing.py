"""Where boxes stand among their siblings: teams are put in order first, then they get their keys.

Only boxes that moved get a new key, so one drag changes one line of the chart file. A team whose keys do
not tell the order (missing, equal, malformed, grown too long) is numbered afresh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from orgsketch.errors import EditError
from orgsketch.model import order
from orgsketch.model.chart import Chart
from orgsketch.resources import _

LONGEST_KEY = 40


class Placing:
    """The direct reports of every manager an edit touches, as the edit leaves them (None = no manager)."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._teams: dict[str | None, list[str]] = {}
        self._moved: dict[str, str | None] = {}

    def put(
        self, boxes: Sequence[str], manager: str | None, after: str | None = None, before: str | None = None
    ) -> None:
        """Let boxes (new ones too) report to `manager`: last, or beside a sibling."""
        team = self._team(manager)
        place = self._place(team, after, before)
        moving = set(boxes)
        earlier = [box for box in team[:place] if box not in moving]
        later = [box for box in team[place:] if box not in moving]
        for box in boxes:
            self.take_out(box)
            self._moved[box] = manager
        team[:] = [*earlier, *boxes, *later]

    def take_out(self, box: str) -> None:
        """Take a box out of its team, if it is in one."""
        if box in self._moved or box in self._chart.boxes:
            self._team(self._manager(box)).remove(box)

    def step_aside(self, box: str) -> None:
        """Let the reports of a box follow it in its own team."""
        manager, reports = self._manager(box), self._team(box)
        team = self._team(manager)
        place = team.index(box) + 1
        team[place:place] = reports
        self._moved |= dict.fromkeys(reports, manager)
        reports.clear()

    def lines(self) -> Iterator[tuple[str, str | None, str]]:
        """Box, manager and order key of every box whose line or key has to change."""
        for manager, team in self._teams.items():
            if tuple(team) == self._chart.reports(manager):
                continue
            for box, key in zip(team, self._keys(team), strict=True):
                old = self._chart.boxes.get(box)
                if old is None or (old.reports_to, old.order) != (manager, key):
                    yield box, manager, key

    def _team(self, manager: str | None) -> list[str]:
        if manager not in self._teams:
            self._teams[manager] = list(self._chart.reports(manager))
        return self._teams[manager]

    def _manager(self, box: str) -> str | None:
        return self._moved[box] if box in self._moved else self._chart.boxes[box].reports_to

    def _place(self, team: list[str], after: str | None, before: str | None) -> int:
        anchor = before or after
        if anchor is None:
            return len(team)
        if anchor not in team:
            raise EditError(_("{box} does not stand there any more.").format(box=anchor))
        return team.index(anchor) + (before is None)

    def _keys(self, team: list[str]) -> list[str]:
        """The order keys of a team: those who stayed keep theirs, newcomers get keys between."""
        known = ["" if box in self._moved else self._chart.boxes[box].order for box in team]
        newcomers = [box in self._moved for box in team]
        if not any(newcomers):
            return known
        stayed = [key for key, is_new in zip(known, newcomers, strict=True) if not is_new]
        if not all(map(_is_usable, stayed)) or any(low >= high for low, high in pairwise(stayed)):
            return order.spread(len(team))
        keys = order.filled(known)
        return keys if max(map(len, keys)) <= LONGEST_KEY else order.spread(len(team))


def _is_usable(key: str) -> bool:
    return key != "" and order.is_order(key)
