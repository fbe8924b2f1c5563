"""The toolbar: which chart this is and its neighbours, undo and redo, the finder, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from orgsketch.resources import _
from orgsketch.ui import glyphs, look
from orgsketch.ui.commands import exporting
from orgsketch.ui.optionlist import OptionList
from orgsketch.ui.widgets.boxes import Frame, row
from orgsketch.ui.widgets.buttons import IconButton, Pill, Segments, button
from orgsketch.ui.widgets.words import tip

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

HEIGHT = 48
MOST = 12


class Toolbar(Frame):
    """One row over the whole window."""

    def __init__(self, window: Window) -> None:
        super().__init__("Toolbar")
        self.host = window
        self.title = TitleButton()
        self.undo = _tied(IconButton("undo", _("Undo"), 32), window.actions_table["undo"])
        self.redo = _tied(IconButton("redo", _("Redo"), 32), window.actions_table["redo"])
        self.find_button = FindButton(_("Find a box or a command"), "Ctrl K")
        self.export = button(_("Export"), "primary", "export")
        self.switch = Segments(window.modes.choices, window.modes.current)
        self.setFixedHeight(HEIGHT)
        self._arrange()
        self.switch.chosen.connect(window.modes.show)
        window.modes.changed.connect(self.switch.choose)
        self.title.clicked.connect(self.offer_charts)
        self.find_button.clicked.connect(lambda: window.finder.open())
        self.export.clicked.connect(lambda: exporting.export(window))
        window.document.state_changed.connect(self.refresh)
        self.refresh()

    def _arrange(self) -> None:
        """The switch in the middle of the window, whatever stands beside it."""
        self.switch.setAccessibleName(_("What is shown"))
        self.switch.setFixedWidth(max(160, self.switch.sizeHint().width() + 64))
        self.switch.setVisible(len(self.switch.options) > 1)
        made = row(gap=6, margins=(12, 0, 12, 0))
        made.addLayout(row(self.title, 4, self.undo, self.redo, None, gap=6), 1)
        made.addWidget(self.switch)
        made.addLayout(row(None, self.find_button, self.export, gap=6), 1)
        self.setLayout(made)

    def refresh(self) -> None:
        """Name the chart, enable what can be done."""
        self.title.setText(self.host.document.name)
        self.title.setAccessibleName(_("Chart: {title}").format(title=self.host.document.name))
        self.title.updateGeometry()
        self.export.setEnabled(bool(self.host.document.chart.boxes))

    def offer_charts(self) -> OptionList:
        """Pop up the other charts, and what can be done with this one."""
        shown = OptionList(self.host)
        shown.open_under(self.title)
        return shown


class TitleButton(Pill):
    """The chart's name with an arrow for more."""

    lead, tail, height_hint, most = 24, 20, 30, 360

    def __init__(self) -> None:
        super().__init__("")
        self.setFont(look.font("strong"))
        self.setToolTip(tip(_("Other charts, rename, save as")))

    def draw_lead(self, painter: QPainter) -> None:
        """A chart, and the arrow."""
        glyphs.draw_icon(painter, "chart", QRectF(11, 7, 16, 16), "accent")
        glyphs.draw_icon(painter, "chevron_down", QRectF(self.width() - 24, 8, 14, 14), "text_muted")

    def paint_ground(self, painter: QPainter) -> None:
        """White, unlike chips."""
        _paint_field(painter, self, "surface", 6)


class FindButton(Pill):
    """Looks like a field; opens the finder."""

    lead, tail, height_hint, ink = 22, 0, 30, "text_muted"

    def __init__(self, text: str, keys: str) -> None:
        super().__init__(text)
        self.keys = keys
        self.tail = self.fontMetrics().horizontalAdvance(keys) + 8
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words and the keys."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text() + self.keys) + 72, self.height_hint)

    def draw_lead(self, painter: QPainter) -> None:
        """The lens, and the keys."""
        glyphs.draw_icon(painter, "search", QRectF(10, 7, 16, 16), "text_muted")
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text_muted"))
        room = self.rect().adjusted(0, 0, -10, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.keys)

    def paint_ground(self, painter: QPainter) -> None:
        """Sunken, like a search field."""
        _paint_field(painter, self, "surface_sunken", 6)


def _paint_field(painter: QPainter, pill: Pill, ground: str, radius: int) -> None:
    edge = look.theme().edge(1)
    color = "focus" if pill.hasFocus() else "control_border" if pill.underMouse() else "card_border"
    painter.setPen(QPen(look.color(color), 2 if pill.hasFocus() else edge))
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(QRectF(pill.rect()).adjusted(1, 1, -1, -1), radius, radius)


def _tied(made: IconButton, action: QAction) -> IconButton:
    """A button that does what an action does, and is enabled with it."""

    def follow() -> None:
        made.setEnabled(action.isEnabled())
        made.setToolTip(tip(action.text().replace("&&", "&")))

    made.clicked.connect(action.trigger)
    action.changed.connect(follow)
    follow()
    return made
