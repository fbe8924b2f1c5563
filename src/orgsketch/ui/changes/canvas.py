"""The canvas of a comparison: both charts as one, to look at; pan, zoom, fold and walk as on the chart."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from orgsketch.document import Document
from orgsketch.drawing.cards import Card, card
from orgsketch.drawing.cardshapes import level
from orgsketch.drawing.changes import FLAG, middle, trail_shapes
from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.routes import LANES, route
from orgsketch.drawing.theme import tokens
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, diff
from orgsketch.resources import _
from orgsketch.rules.finding import Report
from orgsketch.ui.canvas import Canvas
from orgsketch.ui.canvas.contents import Contents
from orgsketch.ui.canvas.dress import Dress
from orgsketch.ui.canvas.following import arrive
from orgsketch.ui.shield import shielded

if TYPE_CHECKING:
    from orgsketch.rules.pack import Book

NOTHING = Report((), ())
FEW = 3  # so many trails are shown at rest; with more, those of the box under the pointer or selected
SHARES = (0.5, 0.3, 0.7, 0.4, 0.6)  # where along their lines flags stand, so that none hides another
MORPH = 900  # milliseconds from one chart to the other


@dataclass(frozen=True)
class Scene:
    """What is shown: a chart with its marks, or both charts as one with their flags.

    `ghosts`: the ghost of a moved box -> that box; `lines`: added, removed or changed, by relation.
    """

    chart: Chart
    report: Report = NOTHING
    flags: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, str] = field(default_factory=dict)
    ghosts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


class Still(Document):
    """A document that shows scenes and cannot be edited."""

    def __init__(self, scene: Scene, words: Book | Any) -> None:
        super().__init__(scene.chart, engines=lambda packs: _Silent(words))
        self.evaluation.report, self.is_read_only = scene.report, True

    def turn_to(self, scene: Scene) -> None:
        """Show another scene; only what differs is touched."""
        change = diff(self.chart, scene.chart)
        self.chart, self.evaluation.report = scene.chart, scene.report
        self.chart_changed.emit(change)
        self.findings_changed.emit()


class _Silent:
    """The words of a book, without its rules."""

    def __init__(self, book: Any) -> None:
        self.book: Any = book if book is not None else SimpleNamespace(vocabulary=None)

    def report(self, chart: Chart) -> Report:
        """Nothing is found: the scene brings its findings."""
        return NOTHING

    def advance(self, report: Report, change: ChartDiff, chart: Chart) -> Report:
        """The same."""
        return report


class SceneContents(Contents):
    """Cards with the flag and the second line of a scene."""

    def __init__(self, document: Document, scene: Scene) -> None:
        self.scene = scene
        super().__init__(document)

    def card(self, box: str, hidden: int = 0) -> Card:
        """The card of a box, kept until the scene changes."""
        known = self._cards.get(box)
        if known is None or known[0] != hidden:
            scene = self.scene
            flag, detail = scene.flags.get(box, ""), scene.details.get(box, "")
            words, total = self.vocabulary, self._total(box)
            made = card(
                scene.chart, box, self.marks, words, flag=flag, detail=detail, hidden=hidden, total=total
            )
            known = self._cards[box] = (hidden, made)
        return known[1]

    def turn_to(self, scene: Scene) -> None:
        """Another scene: its cards say something else."""
        self.scene = scene
        self._cards.clear()


class SceneDress(Dress):
    """Ghosts where boxes were, lines in the colour of what happened to them, trails of what is looked at."""

    canvas: ChangesCanvas

    @property
    def left_behind(self) -> Container[str]:
        """Ghosts look like what was carried away."""
        return self.canvas.scene.ghosts

    def line_ink(self, relation: str) -> str:
        """A relation wears what happened to it."""
        return self.flag_of(relation) or super().line_ink(relation)

    def over(self) -> Iterator[Shape]:
        """Trails of the boxes looked at, and flags of relations."""
        canvas = self.canvas
        yield from self._trails()
        if level(canvas.view.zoom) in ("full", "compact"):
            shares = {line: SHARES[place % len(SHARES)] for place, line in enumerate(canvas.scene.lines)}
            for relation, way in canvas.linework.relations_in(canvas.view.area):
                flag = self.flag_of(relation.id)
                if flag:
                    x, y = middle(way, shares[relation.id])
                    yield Group("flag", relation.id, flag_shapes(flag, x - FLAG[0] / 2, y - FLAG[1] / 2))

    def flag_of(self, relation: str) -> str:
        """What happened to a relation."""
        return self.canvas.scene.lines.get(relation, "")

    def _trails(self) -> Iterator[Shape]:
        canvas, ghosts = self.canvas, self.canvas.scene.ghosts
        looked_at = {canvas.overlay.hovered, *canvas.overlay.selection}
        for number, (ghost, box) in enumerate(ghosts.items()):
            if len(ghosts) > FEW and not looked_at & {ghost, box}:
                continue
            start, end = canvas.chart_layout.rect(ghost), canvas.chart_layout.rect(box)
            if start and end and not canvas.slide.is_running:
                yield Group(
                    "trail", box, trail_shapes(route(start, end, canvas.linework.cards_in, number % LANES))
                )


@shielded
class ChangesCanvas(Canvas):
    """Shows scenes. `opened(box)`: a box is wanted on the chart itself; `side_wanted(name)`: a key was
    pressed for "before", "after" or "changes"; `step_wanted(by)`: for the next change or the one before."""

    opened = Signal(str)
    side_wanted = Signal(str)
    step_wanted = Signal(int)
    keeps_look = False  # no change is hidden

    def __init__(self, scene: Scene, book: Any, parent: QWidget | None = None) -> None:
        self.scene = scene
        super().__init__(Still(scene, book), parent)
        self.document.setParent(self)
        self.contents, self.dress = SceneContents(self.document, scene), SceneDress(self)
        self.viewport().setAcceptDrops(False)
        self.bench.hint = ""
        self.setAccessibleName(_("Comparison"))

    def turn_to(self, scene: Scene) -> None:
        """Show another scene: cards slide to where they stand in it."""
        assert isinstance(self.document, Still)
        assert isinstance(self.contents, SceneContents)
        self.scene = scene
        self.contents.turn_to(scene)
        self.document.turn_to(scene)
        self.contents.turn_to(scene)
        self.refresh()

    def arrive(self, scene: Scene) -> None:
        """Show a scene as if it were opened: no card comes from elsewhere."""
        self.turn_to(scene)
        self.slide.finish()
        arrive(self)

    def morph(self, before: Scene, after: Scene) -> None:
        """Let every card go from where it was to where it is, slowly enough to be followed."""
        self.turn_to(before)
        self.slide.finish()
        self.slide.set_pace(MORPH)
        self.turn_to(after)
        self.slide.set_pace(int(tokens()["motion"]["settle"]))

    # --- looking, not editing ---------------------------------------------------------------------------

    def why_not_changeable(self) -> str:
        """A comparison is for looking."""
        return _("This is a comparison: press Enter to change the box on the chart itself.")

    def choose(self, boxes: Sequence[str]) -> None:
        """A ghost stands for its box."""
        super().choose([self.scene.ghosts.get(box, box) for box in boxes])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To the box on the chart itself."""
        hit = self.hit(event.position().x(), event.position().y())
        if hit.kind == "card":
            self.opened.emit(self.scene.ghosts.get(hit.box, hit.box))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The page has the menu of a box."""
        hit = self.hit(event.pos().x(), event.pos().y())
        box = hit.box or (*self.overlay.selection, "")[0]
        if event.reason() != QContextMenuEvent.Reason.Keyboard and hit.box:
            self.choose([hit.box])
        self.menu_wanted.emit(event.globalPos(), self.scene.ghosts.get(box, box))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose the side, N steps through the changes, Enter opens the box."""
        text, selection = event.text(), self.overlay.selection
        sides = {"1": "before", "2": "after", "3": "changes"}
        if text in sides:
            self.side_wanted.emit(sides[text])
        elif text and text in "nN":
            self.step_wanted.emit(1 if text == "n" else -1)
        elif text in ("\r", "\n") and len(selection) == 1:
            self.opened.emit(selection[0])
        else:
            super().keyPressEvent(event)
