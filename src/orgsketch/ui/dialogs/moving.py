"""Choosing a new manager by key, with what a drag would show: the landing place and the changed findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from orgsketch.drawing.paint import paint
from orgsketch.drawing.theme import tokens
from orgsketch.model import edits
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.canvas.pill import WIDE, Effect, effect_shapes, effects_of
from orgsketch.ui.dialogs.pickers import BoxPicker
from orgsketch.ui.widgets.boxes import row
from orgsketch.ui.widgets.buttons import button

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


class MovePicker(BoxPicker):
    """The twin of a drag: the canvas shows the boxes under the manager in hand, a note what that changes."""

    def __init__(
        self, window: Window, heading: str, moving: Sequence[str], boxes: Sequence[str], none: str
    ) -> None:
        self.host, self.moving = window, tuple(moving)
        self.is_detailed = False
        self.note = Note()
        self.details = button(_("Details"), "link")
        self._wait = QTimer(singleShot=True, interval=int(tokens()["motion"]["pill_delay"]))
        super().__init__(window, window.document, heading, boxes, none)
        self._wait.timeout.connect(self.show_effect)
        self.list.currentRowChanged.connect(lambda place: self._wait.start())
        self.details.clicked.connect(self.switch_details)
        QShortcut(QKeySequence("Alt+D"), self, self.switch_details)
        self.finished.connect(lambda result: self._end())
        self._wait.start()

    def arrange(self) -> None:
        """Field, list, and what the choice would change."""
        self.details.setToolTip("Alt+D")
        self.put(self.search, self.list, self.note, row(self.details, None))

    def show_effect(self) -> None:
        """Show what the manager in hand would change."""
        item = self.list.currentItem()
        if item is None:
            self.host.canvas.preview.clear()
            self.note.show_effects(())
            return
        manager = item.data(Qt.ItemDataRole.UserRole) or None
        preview = self.host.document.preview(edits.move, self.moving, manager)
        if preview.chart is None or preview.changes is None:
            self.note.show_effects((Effect("info", preview.refusal),))
            return
        themes = {theme.id: theme.title for theme in self.host.document.book.vocabulary.themes.values()}
        wide = max(WIDE, self.note.width())
        effects = effects_of(preview.changes, themes, is_detailed=self.is_detailed, wide=wide)
        self.note.show_effects(effects)
        self.host.canvas.preview.show(preview.diff, preview.chart, preview.report)

    def switch_details(self) -> None:
        """Name every finding, or only count them."""
        self.is_detailed = not self.is_detailed
        self.details.setText(_("Fewer details") if self.is_detailed else _("Details"))
        self.show_effect()

    def _end(self) -> None:
        """The choice is made as an edit, or not at all: nothing of the preview stays."""
        self._wait.stop()
        if not self.answer:
            self.host.canvas.preview.clear()


class Note(QWidget):
    """The lines of a drag's note."""

    def __init__(self) -> None:
        super().__init__()
        self.effects: tuple[Effect, ...] = ()
        self.setFixedHeight(4)

    def show_effects(self, effects: tuple[Effect, ...]) -> None:
        """Show these lines; they are said to screen readers, too."""
        self.effects = effects
        self.setAccessibleName(". ".join(f"{effect.text}. {effect.detail}".strip(". ") for effect in effects))
        self.setFixedHeight(max(4, round(effect_shapes(effects, WIDE)[1])))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks and words."""
        painter = QPainter(self)
        painter.translate(-10, 0)
        paint(painter, effect_shapes(self.effects, self.width())[0], look.theme())
        painter.end()
