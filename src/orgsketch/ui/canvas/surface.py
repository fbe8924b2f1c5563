"""A viewport that pans, zooms, and hands the mouse to a tool; what is on it is the canvas's business."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from orgsketch.layout.geometry import Rect
from orgsketch.ui.canvas.hits import Hit
from orgsketch.ui.canvas.view import View
from orgsketch.ui.shield import shielded
from orgsketch.ui.tools.pan import Pan
from orgsketch.ui.tools.tool import Pointer, Tool

ZOOM_STEP = 1.25
WHEEL_STEP = 1.0015  # zoom for one unit of a wheel's angle; a notch has 120
EDGE, EDGE_SPEED = 28.0, 14.0
EDGE_PACE = 30  # milliseconds between two steps


@shielded
class Surface(QAbstractScrollArea):
    """`view`: what is seen; `tool`: what the left button does, `resting`: the tool without a choice."""

    view: View
    tool: Tool
    resting: Tool

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = View()
        self.is_space_held = False
        self._has_panned = False
        self._edge: tuple[float, float, Callable[[], object]] | None = None
        self._edge_timer = QTimer(self, singleShot=True, interval=EDGE_PACE)
        self._edge_timer.timeout.connect(self._go_on_at_edge)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what the canvas knows --------------------------------------------------------------------------

    @abstractmethod
    def hit(self, px: float, py: float) -> Hit:
        """What is at a point of the viewport."""

    @abstractmethod
    def bounds(self) -> Rect:
        """All there is to see."""

    @abstractmethod
    def foot(self) -> float:
        """How many pixels at the bottom a fitted chart keeps free."""

    def side(self) -> float:
        """How many pixels on the right a fitted chart keeps free."""
        return 0.0

    def head(self) -> float:
        """How many pixels more at the top a fitted chart keeps free."""
        return 0.0

    def eye(self) -> tuple[float, float]:
        """The point of the viewport that stays where it is when the zoom changes by key."""
        return self.view.width / 2, self.view.height / 2

    @abstractmethod
    def view_changed(self) -> None:
        """Another part is seen, or at another size."""

    @abstractmethod
    def hover(self, hit: Hit) -> None:
        """The pointer rests on something; nothing is pressed."""

    @abstractmethod
    def wheel_over(self, px: float, py: float, step: int) -> bool:
        """The wheel turned; whether something under the pointer took it."""

    # --- pan and zoom -----------------------------------------------------------------------------------

    def pan(self, dx: float, dy: float) -> None:
        """See what lies so many screen pixels further right and down."""
        self.view.pan(dx, dy)
        self.view.keep_in_sight(self.bounds())
        self.view_changed()

    def zoom_in(self) -> None:
        """Larger."""
        self.zoom_to(self.view.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Smaller."""
        self.zoom_to(self.view.zoom / ZOOM_STEP)

    def reset(self) -> None:
        """Actual size."""
        self.zoom_to(1.0)

    @property
    def is_whole(self) -> bool:
        """Whether all there is to see is in sight."""
        bounds, area = self.bounds(), self.view.area
        across = area.x <= bounds.x and bounds.right <= area.right
        return across and area.y <= bounds.y and bounds.bottom <= area.bottom

    def fit(self) -> None:
        """The whole chart."""
        self.view.fit(self.bounds(), self.foot(), self.side(), self.head())
        self.view_changed()

    def scroll_at_edge(self, px: float, py: float, then: Callable[[], object]) -> None:
        """While something is dragged: pan as long as the pointer stays close to an edge.

        `then` is done after each step but the first.
        """
        self._edge = (px, py, then) if self._pan_at_edge(px, py) else None
        if self._edge:
            self._edge_timer.start()

    def stop_scrolling(self) -> None:
        """What was dragged is not any more."""
        self._edge = None

    def _go_on_at_edge(self) -> None:
        """The pointer rests at the edge."""
        edge, self._edge = self._edge, None
        if edge and self.is_dragging and self._pan_at_edge(*edge[:2]):
            edge[2]()
            self._edge = edge
            self._edge_timer.start()

    @property
    def is_dragging(self) -> bool:
        """Whether something is dragged now."""
        return self.tool.is_busy

    def _pan_at_edge(self, px: float, py: float) -> bool:
        dx = -EDGE_SPEED if px < EDGE else EDGE_SPEED if px > self.view.width - EDGE else 0.0
        dy = -EDGE_SPEED if py < EDGE else EDGE_SPEED if py > self.view.height - EDGE else 0.0
        if dx or dy:
            self.pan(dx, dy)
        return bool(dx or dy)

    def refresh(self) -> None:
        """Paint again soon."""
        self.viewport().update()

    def zoom_to(self, zoom: float) -> None:
        """Another zoom, around what the eye rests on."""
        self._zoom_to(zoom, *self.eye())

    def _zoom_to(self, zoom: float, px: float, py: float) -> None:
        self.view.zoom_at(zoom, px, py)
        self.view.keep_in_sight(self.bounds())
        self.view_changed()

    # --- tools ------------------------------------------------------------------------------------------

    def take_up(self, tool: Tool, pointer: Pointer) -> None:
        """Use another tool for one drag, which has begun at a point."""
        self.tool = tool
        self.viewport().setCursor(tool.cursor)
        tool.press(pointer)

    def lay_down(self) -> None:
        """Back to the resting tool."""
        self.tool = self.resting
        self._show_cursor()

    def hold_space(self, is_held: bool) -> None:
        """Space makes the left button pan."""
        self.is_space_held = is_held
        self._has_panned = False
        self._show_cursor()

    @property
    def has_panned(self) -> bool:
        """Whether the chart was dragged since Space went down."""
        return self._has_panned

    def _show_cursor(self) -> None:
        is_open = self.is_space_held and self.tool is self.resting
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if is_open else self.tool.cursor)

    # --- events -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button pans, the left one does what the tool says."""
        pointer = self._pointer(event, is_pressed=True)
        button = event.button()
        is_pan = button == Qt.MouseButton.MiddleButton or self.is_space_held
        if is_pan and button != Qt.MouseButton.RightButton:
            self.tool.cancel()
            self._has_panned = True
            self.take_up(Pan(self), pointer)  # type: ignore[arg-type]
        elif button == Qt.MouseButton.LeftButton:
            self.tool.press(pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or just look."""
        if event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton):
            self.tool.move(self._pointer(event))
        elif not self.tool.is_busy:
            self.hover(self.hit(event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag or a click."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.tool.release(self._pointer(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan; zoom at the pointer with Ctrl."""
        px, py = event.position().x(), event.position().y()
        angle, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_to(self.view.zoom * WHEEL_STEP ** angle.y(), px, py)
        elif not self.wheel_over(px, py, -1 if angle.y() > 0 else 1):
            dx, dy = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x() / 2, angle.y() / 2)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0
            self.pan(-dx, -dy)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinching zooms."""
        zooming = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zooming:
            place: QPointF = event.position()
            self._zoom_to(self.view.zoom * (1 + event.value()), place.x(), place.y())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less: what was fitted is fitted again, else what is seen stays where it is."""
        was_framed = self.view.is_framed
        self.view.width, self.view.height = self.viewport().width(), self.viewport().height()
        self.fit() if was_framed else self.view_changed()

    def _pointer(self, event: QMouseEvent, is_pressed: bool = False) -> Pointer:
        place, modifiers = event.position(), event.modifiers()
        return Pointer(
            place.x(),
            place.y(),
            self.hit(place.x(), place.y()) if is_pressed else Hit(),
            bool(modifiers & Qt.KeyboardModifier.ControlModifier),
            bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            bool(modifiers & Qt.KeyboardModifier.AltModifier),
        )
