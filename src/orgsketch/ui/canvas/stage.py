"""The chart as it stands on the canvas: its cards in their places, what is seen of them, what is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from orgsketch.document import Document
from orgsketch.drawing.cards import card_size
from orgsketch.drawing.theme import Theme
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.ui import look
from orgsketch.ui.canvas.bench import Bench
from orgsketch.ui.canvas.contents import Contents
from orgsketch.ui.canvas.crumbs import Crumbs
from orgsketch.ui.canvas.following import Following
from orgsketch.ui.canvas.hits import Hit, Hits
from orgsketch.ui.canvas.hovering import Hovering
from orgsketch.ui.canvas.inline import TitleField
from orgsketch.ui.canvas.legend import Legend
from orgsketch.ui.canvas.linework import Linework
from orgsketch.ui.canvas.overlay import Overlay
from orgsketch.ui.canvas.searchbar import SearchBar
from orgsketch.ui.canvas.slide import Slide
from orgsketch.ui.canvas.surface import Surface
from orgsketch.ui.canvas.tips import selection_text
from orgsketch.ui.canvas.zoombar import ZoomBar

# What stays free round a box brought into sight; at the bottom there are hints and what zooms.
CLEAR, LOW = 8.0, 64.0
HANDLE = 24.0  # below a selected card, over the bench


class Stage(Surface):
    """Shows a document's chart. What lies on it (`field`, `legend` ...) is made by the canvas."""

    hits: Hits
    following: Following
    hovering: Hovering
    field: TitleField
    crumbs: Crumbs
    legend: Legend
    search_bar: SearchBar
    zoom_bar: ZoomBar

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.theme: Theme = look.theme()
        self.chart_layout = Layout(document.chart, card_size)
        self.contents = Contents(document)
        self.linework = Linework(self.chart_layout)
        self.overlay = Overlay()
        self.bench = Bench()
        self.slide = Slide(self.cards_moved, self)

    # --- what is selected and seen ----------------------------------------------------------------------

    def select(self, boxes: Sequence[str]) -> None:
        """Show these boxes as selected; tells nobody."""
        self.field.commit()
        self.overlay.selection = [box for box in boxes if box in self.document.chart.boxes]
        self.overlay.relation, self.overlay.focused = "", ""
        self.setAccessibleDescription(selection_text(self))
        self.refresh()

    def center_on(self, box: str) -> None:
        """Bring a box into sight, unfolding what hides it; a box in sight stays where it is."""
        self.crumbs.make_room_for(box)
        self.unfold_to(box)
        rect = self.slide.ahead(lambda: self.chart_layout.rect(box))
        if rect is None:
            self.bench.turn_to(box)
        else:
            self.view.reveal(rect, self.free())
        self.view_changed()

    def free(self) -> Rect:
        """The part of the viewport where nothing lies on the chart."""
        wide, top = self.view.width - self.side(), self.head()
        tall = self.view.height - max(LOW, self.foot() + HANDLE)
        if not self.search_bar.isHidden():
            top = max(top, self.search_bar.geometry().bottom() + CLEAR)
        return Rect(CLEAR, CLEAR + top, wide - 2 * CLEAR, tall - top - CLEAR)

    def screen_rect(self, box: str) -> Rect | None:
        """Where a box's card is in the viewport, on the chart or on the bench."""
        rect = self.chart_layout.rect(box)
        return self.view.on_screen(rect) if rect else self.bench.seat(box)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self.refresh()

    # --- how it is laid out -----------------------------------------------------------------------------

    def fold(self, boxes: Sequence[str]) -> None:
        """Fold the reports of boxes away, or show them where all are folded."""
        leads = [box for box in boxes if self.document.chart.reports(box)]
        is_folding = any(box not in self.chart_layout.folded for box in leads)
        for box in leads:
            self.relayout(lambda box=box: self.chart_layout.fold(box, is_folding), box)  # type: ignore[misc]

    def unfold_to(self, box: str) -> None:
        """Show a box that is folded away."""
        while (outer := self.chart_layout.visible_stand_in(box)) not in (None, box):
            assert outer is not None
            self.relayout(lambda outer=outer: self.chart_layout.fold(outer, False), outer)  # type: ignore[misc]

    def relayout(self, change: Callable[[], object], anchor: str | None = None) -> None:
        """Change the layout; the anchor stays where it is on the screen, the other cards slide."""
        self.slide.finish()
        before = {} if self.following.is_still else self.slide.places(self.chart_layout, self.view.area)
        here = self.chart_layout.rect(anchor) if anchor else None
        change()
        self.linework.forget_ways()
        there = self.chart_layout.rect(anchor) if anchor else None
        dx, dy = (there.x - here.x, there.y - here.y) if here and there else (0.0, 0.0)
        self.view.follow(dx * self.view.zoom, dy * self.view.zoom)
        self.slide.start(self.chart_layout, {box: (x + dx, y + dy) for box, (x, y) in before.items()})
        self.view_changed()

    def cards_moved(self) -> None:
        """Cards stand elsewhere: relations find their ways anew."""
        self.linework.forget_ways()
        self.refresh()

    def turn_bench(self, by: int = 1) -> None:
        """Show other boxes of the bench."""
        self.bench.turn(by)
        self.view_changed()

    def open_bench(self, is_open: bool) -> None:
        """Open the tray of the bench, or leave its heading only."""
        self.bench.wish = is_open
        self.view_changed()

    # --- what the surface asks --------------------------------------------------------------------------

    def hit(self, px: float, py: float) -> Hit:
        """What is at a point of the viewport."""
        return self.hits.at(px, py)

    def bounds(self) -> Rect:
        """The whole chart."""
        return self.chart_layout.bounds

    def foot(self) -> float:
        """The bench stands at the bottom."""
        return self.bench.foot

    @property
    def is_dragging(self) -> bool:
        """Also while something from another widget is over the canvas."""
        return super().is_dragging or self.overlay.carry is not None

    def side(self) -> float:
        """The legend stands on the right."""
        return self.legend.taken

    def head(self) -> float:
        """The way to a branch in focus stands at the top."""
        return self.crumbs.taken

    def eye(self) -> tuple[float, float]:
        """The selected box, where it is in sight."""
        boxes = self.overlay.selection
        rect = self.chart_layout.rect(boxes[0]) if boxes else None
        return self.view.to_screen(*rect.center) if rect and rect.meets(self.view.area) else super().eye()

    def zoom_to(self, zoom: float) -> None:
        """Around the selected box where it is in sight; it stays in sight as a whole."""
        selected = next(iter(self.overlay.selection), "")
        rect = self.chart_layout.rect(selected)
        is_seen = rect is not None and rect.meets(self.view.area)
        super().zoom_to(zoom)
        if is_seen and rect is not None:
            self.view.reveal(rect, self.free())
            self.view_changed()

    def view_changed(self) -> None:
        """Put everything that lies on the canvas in its place, and paint."""
        benched = self.chart_layout.bench
        self.bench.arrange(benched, self.view.width, self.view.height, self.overlay.carry is not None)
        self.zoom_bar.show_zoom(self.view.zoom)
        for lying in (self.zoom_bar, self.legend, self.search_bar):
            lying.place()
        if self.field.box:
            self.field.place()
        self.refresh()

    def hover(self, hit: Hit) -> None:
        """Show what the pointer is over."""
        self.hovering.over(hit)

    def wheel_over(self, px: float, py: float, step: int) -> bool:
        """Over the bench the wheel turns its pages."""
        if not (self.bench.contains(px, py) and self.bench.more.width):
            return False
        self.turn_bench(step)
        return True
