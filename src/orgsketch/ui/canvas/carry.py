"""A box on its way: the chart untouched, the place where it would land shown as if it had landed.

The landing place is found by really laying out the chart after the edit, and taking that back. After a
moment of rest the laid out chart stays, so that the other cards make room; nothing of it outlives the drag.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from orgsketch.drawing.cards import Card, card
from orgsketch.drawing.lines import line_shape
from orgsketch.drawing.picture import Shape
from orgsketch.drawing.theme import tokens
from orgsketch.errors import EditError
from orgsketch.layout.geometry import Rect
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, invert
from orgsketch.resources import _
from orgsketch.ui.canvas import valuing
from orgsketch.ui.canvas.dropping import (
    Aim,
    Copies,
    Load,
    Proposal,
    aim_at,
    headline,
    members,
    propose,
    refusal,
    travelling,
)
from orgsketch.ui.canvas.pill import Pill, effects_of
from orgsketch.ui.titling import first_words

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

REST = 300  # milliseconds on one zone after which the other cards make room


class Slot(NamedTuple):
    """Where the first carried box would land: its card, and the line to it."""

    rect: Rect
    card: Card
    line: tuple[Shape, ...]


class Landing(NamedTuple):
    """The chart as it would be."""

    diff: ChartDiff
    chart: Chart


class Carry(QObject):
    """One drag of boxes of the chart, or of a function from the palette.

    `is_foreign`: it came from another widget, which draws the carried card itself.
    """

    def __init__(self, canvas: Canvas, load: Load, *, is_foreign: bool = False) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.load = load
        self.is_foreign = is_foreign
        self.members = frozenset(members(canvas.document.chart, load))
        self.pointer = (0.0, 0.0)
        self.is_alone = self.is_copying = False
        self._copies: Copies | None = None
        self.aim: Aim | None = None
        self.refusal = ""
        self.slot: Slot | None = None
        self.pill: Pill | None = None
        self.is_reflowed = False
        self.ghost = self._ghost()
        self._start = (canvas.view.x, canvas.view.y)
        self._landing: Landing | None = None
        self.is_detailed = False
        self._pills: dict[tuple[Aim, bool], Pill] = {}
        self._pill_timer = self._timer(int(tokens()["motion"]["pill_delay"]), self._show_pill)
        self._rest_timer = self._timer(REST, self._make_room)

    def staying(self, said: Card) -> Card:
        """A carried card in its old place."""
        return replace(said, detail=_("here until you drop"), marks=(), is_lead=False)

    @property
    def travelling(self) -> int:
        """How many boxes travel along."""
        alone = self.aim is not None and self.aim.alone
        return travelling(self.canvas.document.chart, self.load, alone)

    @property
    def first(self) -> str:
        """The box whose landing is shown."""
        copies = self._copies if self.aim and self.aim.copies else None
        return copies.fresh[self.load.first] if copies else self.load.first

    def hold(self, *, alone: bool | None = None, copies: bool | None = None) -> None:
        """A key is held or let go: leave the reports behind, carry copies."""
        is_alone = self.is_alone if alone is None else alone
        self.move(*self.pointer, is_alone, self.is_copying if copies is None else copies)

    def move(self, px: float, py: float, alone: bool = False, copies: bool = False) -> None:
        """The pointer is at a point of the viewport."""
        self.pointer, self.is_alone, self.is_copying = (px, py), alone, copies
        aim = self._aim(px, py, alone)
        if aim and copies and self.load.boxes and aim.zone != "value":
            self._copies = self._copies or Copies.of(self.canvas.document.chart, self.load)
            aim = aim._replace(copies=True, alone=False)
        if aim != self.aim:
            self._take(aim)
        self.canvas.refresh()

    def drop(self) -> bool:
        """Make the one edit; False when nothing was to be done."""
        aim, is_refused = self.aim, bool(self.refusal)
        reason = self.refusal
        self._end()
        if aim is None:
            return False
        if is_refused:
            self.canvas.status.emit(reason)
            return False
        made, copies = self._proposal(aim), self._copies if aim.copies else None
        self.canvas.following.hold(aim.target)
        is_new = not self.load.boxes and aim.zone != "function"
        key = first_words(self.load.fresh) if is_new else ""
        is_done = self.canvas.document.edit_field(key, made.text, made.function, *made.args, **made.options)
        if is_done and copies:
            self.canvas.choose([copies.fresh[box] for box in self.load.boxes])
        return is_done

    def switch_details(self) -> None:
        """Name every finding in the note, or only count them."""
        self.is_detailed = not self.is_detailed
        self._show_pill()

    def cancel(self) -> None:
        """As if nothing had happened."""
        self._end()
        self.canvas.slide.finish()
        self.canvas.view.x, self.canvas.view.y = self._start
        self.canvas.view_changed()

    # --- inside -----------------------------------------------------------------------------------------

    def _aim(self, px: float, py: float, alone: bool) -> Aim | None:
        canvas = self.canvas
        value = canvas.legend.value_at(px, py)
        if value is not None:
            return Aim("value", value=value) if self.load.boxes else None
        if canvas.bench.contains(px, py):
            return None if self._is_benched() else Aim("bench", alone=alone)
        aim = aim_at(canvas.chart_layout, self.load, *canvas.view.to_chart(px, py), alone)
        if aim is None:
            return None if self.load.boxes else Aim("bench")
        if self.is_reflowed and aim.target in {*self.members, self.first}:
            return self.aim
        if alone and not (self.load.boxes or self.load.more):
            return Aim("function", aim.target)
        is_itself = aim.target in self.load.boxes and not self.is_copying
        return None if is_itself or aim.target == self.load.fresh else aim

    def _is_benched(self) -> bool:
        return all(box in self.canvas.chart_layout.bench for box in self.load.boxes) and bool(self.load.boxes)

    def _take(self, aim: Aim | None) -> None:
        self._stop()
        self._put_back(aim.target if aim and aim.target else None)
        self.aim, self.slot, self.pill, self.refusal, self._landing = aim, None, None, "", None
        self.canvas.legend.aim(aim)
        if aim is None:
            return
        self.refusal = self._refused(aim)
        if not self.refusal and aim.zone not in ("value", "function"):
            self._find_landing(aim)
        if not self.refusal:
            self._pill_timer.start()

    def _refused(self, aim: Aim) -> str:
        if aim.zone == "value":
            return valuing.refusal(self.canvas, aim.value)
        return refusal(self.canvas.document.chart, self.load, aim)

    def _proposal(self, aim: Aim) -> Proposal:
        chart = self.canvas.document.chart
        if aim.zone == "value":
            return valuing.proposal(self.canvas.lens.coloring, chart, self.load, aim.value)
        return propose(chart, self.load, aim, self._copies if aim.copies else None)

    def _headline(self, aim: Aim) -> str:
        if aim.zone == "value":
            return valuing.headline_of(self.canvas.lens.coloring, aim.value)
        return headline(self.canvas.document.chart, self.load, aim)

    def _find_landing(self, aim: Aim) -> None:
        chart = self.canvas.document.chart
        try:
            diff = self._proposal(aim).diff(chart)
        except EditError as error:
            self.refusal = str(error).rstrip(".")
            return
        if diff:
            self._landing = Landing(diff, apply(diff, chart))
            self.slot = self._look_ahead(self._landing, aim)
            if self.slot is not None:
                self._rest_timer.start()

    def _look_ahead(self, landing: Landing, aim: Aim) -> Slot | None:
        """Where the first carried box stands in the chart as it would be, seen from the target."""
        layout = self.canvas.chart_layout
        here = layout.rect(aim.target) if aim.target else None
        layout.advance(*landing)
        there, place = layout.rect(aim.target) if aim.target else None, layout.rect(self.first)
        slot = None
        if here and there and place:
            slot = self._slot(landing.chart, place, here.x - there.x, here.y - there.y)
        layout.advance(invert(landing.diff), self.canvas.document.chart)
        return slot

    def _slot(self, chart: Chart, place: Rect, dx: float, dy: float) -> Slot:
        branch = self.canvas.chart_layout.branch(self.first)
        line: tuple[Shape, ...] = ()
        if branch is not None and branch.manager is not None:
            x, y = place.x - branch.x + dx, place.y - branch.y + dy
            line = (line_shape(branch, x, y, "drop_valid"),)
        count = self.travelling
        detail = _("lands here, +{count}").format(count=count) if count else _("lands here")
        said = card(chart, self.first, {}, self.canvas.contents.vocabulary, detail=detail, total=0)
        return Slot(place.moved(dx, dy), replace(said, is_lead=False), line)

    def _ghost(self) -> Card:
        """The card that follows the pointer."""
        canvas = self.canvas
        if self.load.boxes:
            return replace(canvas.contents.card(self.load.boxes[0]), marks=(), hidden=0)
        chart = canvas.document.chart
        landed = apply(propose(chart, self.load, Aim("bench")).diff(chart), chart)
        return card(landed, self.load.fresh, {}, canvas.contents.vocabulary)

    def _show_pill(self) -> None:
        aim = self.aim
        if aim is None:
            return
        key = (aim, self.is_detailed)
        known = self._pills.get(key)
        if known is None:
            known = self._pills[key] = self._worked_out(aim)
        self.pill = known
        self.canvas.refresh()

    def _worked_out(self, aim: Aim) -> Pill:
        chart, made = self.canvas.document.chart, self._proposal(aim)
        preview = self.canvas.document.preview(made.function, *made.args, **made.options)
        keys: tuple[tuple[str, str], ...] = ((_("Esc"), _("cancel")),)
        if not self.is_foreign:
            words = _("fewer details") if self.is_detailed else _("details")
            keys = ((_("D"), words), *keys)
        if not (self.load.boxes or self.load.more):
            words = _("add a box") if aim.zone == "function" else _("set its function")
            keys = ((_("Alt"), words), *keys)
        elif self.load.boxes and aim.zone != "value":
            words = _("move") if aim.copies else _("copy")
            keys = ((_("Ctrl"), words), *keys)
        if aim.zone != "value" and not aim.copies and any(chart.reports(box) for box in self.load.boxes):
            words = _("take its reports along") if aim.alone else _("leave its reports")
            keys = ((_("Alt"), words), *keys)
        if preview.refusal or preview.changes is None:
            return Pill(preview.refusal or self._headline(aim), None, keys)
        if not preview.diff:
            return Pill(_("Stays as it is") if aim.value else _("Stays where it is"), None, keys)
        themes = {theme.id: theme.title for theme in self.canvas.contents.vocabulary.themes.values()}
        effects = effects_of(preview.changes, themes, is_detailed=self.is_detailed)
        return Pill(self._headline(aim), effects, keys)

    def _make_room(self) -> None:
        """Let the other cards stand as they would."""
        landing, aim = self._landing, self.aim
        if landing is None or aim is None:
            return
        self.canvas.relayout(lambda: self.canvas.chart_layout.advance(*landing), aim.target)
        self.is_reflowed = True

    def _put_back(self, anchor: str | None) -> None:
        """Let them stand as they do."""
        landing = self._landing
        if landing is None or not self.is_reflowed:
            return
        self.is_reflowed = False
        back, chart = invert(landing.diff), self.canvas.document.chart
        self.canvas.relayout(lambda: self.canvas.chart_layout.advance(back, chart), anchor)

    def _end(self) -> None:
        self._stop()
        self.canvas.stop_scrolling()
        self._put_back(self.aim.target if self.aim else None)
        self.aim, self.slot, self.pill, self.refusal = None, None, None, ""
        self.canvas.overlay.carry = None
        self.canvas.legend.aim(None)
        self.canvas.view_changed()
        self.deleteLater()

    def _stop(self) -> None:
        self._pill_timer.stop()
        self._rest_timer.stop()

    def _timer(self, delay: int, do: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=delay)
        timer.timeout.connect(do)
        return timer
