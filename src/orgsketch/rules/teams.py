"""Where rules fire: boxes by team, kept from one reading to the next and sorted when they are looked at."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from orgsketch.rules.looks import NEAR
from orgsketch.rules.reading import Place, Reading
from orgsketch.rules.tally import Tally, Verdicts

TeamKey: TypeAlias = tuple[str, str]
Placed: TypeAlias = tuple[Place, str]


class Team:
    """The boxes of one team for which a rule fires. `first`: the topmost ("" = the chart), at `place`.

    `shares`: the same by unit, where a chart has units; a team stays only while its boxes keep theirs.
    """

    __slots__ = ("_boxes", "_work", "first", "place", "shares")

    def __init__(self, place: Place, first: str, work: Callable[[], tuple[str, ...]]) -> None:
        self.place, self.first = place, first
        self._work: Callable[[], tuple[str, ...]] | None = work
        self._boxes: tuple[str, ...] = ()
        self.shares: dict[str | None, Team] | None = None

    @property
    def boxes(self) -> tuple[str, ...]:
        """Its boxes, topmost first."""
        if self._work is not None:
            self._boxes, self._work = self._work(), None
        return self._boxes


class Fired:
    """Where a rule holds: its verdicts by box (None = about the chart) and the teams they make."""

    __slots__ = ("_teams", "_work", "verdicts")

    def __init__(self, verdicts: Verdicts | None, work: Callable[[], dict[TeamKey, Team]]) -> None:
        self.verdicts = verdicts
        self._work: Callable[[], dict[TeamKey, Team]] | None = work
        self._teams: dict[TeamKey, Team] = {}

    @property
    def teams(self) -> Mapping[TeamKey, Team]:
        """The teams, made when they are first asked for."""
        if self._work is not None:
            self._teams, self._work = self._work(), None
        return self._teams

    @property
    def is_made(self) -> bool:
        """Whether the teams are made."""
        return self._work is None


CHART = Team((0, ()), "", tuple)
WHOLE = Fired(None, lambda: {("", ""): CHART})


def fired(tally: Tally | None, reading: Reading, old: Fired | None) -> Fired:
    """Where a rule holds; teams that are made already are taken over where the edit left them alone."""
    if tally is None:
        return WHOLE
    verdicts, before = tally.verdicts(reading), reading.before
    if old is None or old.verdicts is None or before is None:
        return Fired(verdicts, partial(_teams, reading, verdicts.yes))
    was, now = old.verdicts.yes, verdicts.yes
    touched = {box for box in tally.of.touched(reading, NEAR).ever if box in was or box in now}
    if old.verdicts is verdicts and not touched:
        return old
    if not old.is_made:
        return Fired(verdicts, partial(_teams, reading, now))
    return Fired(verdicts, partial(_teams_after, before, reading, old, now, touched))


def _teams(reading: Reading, boxes: Iterable[str]) -> dict[TeamKey, Team]:
    return {key: _team(sorted(members)) for key, members in _by_team(reading, boxes).items()}


def _team(members: Sequence[Placed]) -> Team:
    return Team(*members[0], lambda: tuple(box for _, box in members))


def _by_team(reading: Reading, boxes: Iterable[str]) -> dict[TeamKey, list[Placed]]:
    found: dict[TeamKey, list[Placed]] = {}
    for box in boxes:
        found.setdefault(reading.team(box), []).append((reading.place(box), box))
    return found


def _teams_after(
    before: Reading, reading: Reading, old: Fired, now: set[str], touched: set[str]
) -> dict[TeamKey, Team]:
    """The teams after an edit, those it left alone taken over."""
    assert old.verdicts is not None
    was = old.verdicts.yes
    moved = touched | (was ^ now)
    come = _by_team(reading, moved & now)
    teams = dict(old.teams)
    for key in {*(before.team(box) for box in moved & was), *come}:
        team = _changed(reading, teams.pop(key, None), moved, sorted(come.get(key, ())))
        if team is not None:
            teams[key] = team
    return teams


def _changed(reading: Reading, old: Team | None, moved: set[str], come: Sequence[Placed]) -> Team | None:
    """A team after some boxes left it and others came; None when nobody is left."""
    rest = next((box for box in old.boxes if box not in moved), "") if old else ""
    firsts = [*([(reading.place(rest), rest)] if rest else []), *come[:1]]
    if not firsts or old is None:
        return _team(come) if firsts else None
    return Team(*min(firsts), partial(_merged, reading, old.boxes, moved, come))


def _merged(reading: Reading, old: Iterable[str], moved: set[str], come: Iterable[Placed]) -> tuple[str, ...]:
    boxes = [box for box in old if box not in moved]
    for _, box in come:
        insort(boxes, box, key=reading.place)
    return tuple(boxes)
