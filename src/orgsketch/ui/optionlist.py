"""The charts beside this one, each with its picture and what it came from; pops up under the chart's name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui import glyphs, look, miniature
from orgsketch.ui.commands import files, viewing
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.widgets.words import Elided, Words

if TYPE_CHECKING:
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window

WIDTH, TALLEST = 400, 560
PICTURE = QSize(104, 64)
ROW = PICTURE.height() + 14


class OptionList(Frame):
    """Up and Down walk, Enter opens, Esc closes."""

    def __init__(self, window: Window) -> None:
        super().__init__("Popover", parent=window)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.host = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Charts"))
        self.setFixedWidth(WIDTH)
        self.rows: list[OptionRow] = []
        self.list = Scroll()
        self.more = Words("", "caption")
        table = window.actions_table
        names = ((_("New option…"), table["new_option"].trigger), (_("Rename"), self._rename))
        more = ((_("Save as…"), table["save_as"].trigger), (_("Open…"), table["open"].trigger))
        foot = row(
            *(self._button(text, do) for text, do in (*names, *more)), None, gap=14, margins=(16, 8, 16, 12)
        )
        self.setLayout(column(self.list, self.more, hairline(), foot, gap=0, margins=(1, 8, 1, 0)))
        self.more.setContentsMargins(16, 0, 16, 6)
        window.options.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the options as they are known by now."""
        options = self.host.options.all()
        here = next((place for place, shown in enumerate(self.rows) if shown.hasFocus()), -1)
        self.rows = [OptionRow(option) for option in options]
        for shown in self.rows:
            shown.clicked.connect(partial(self._open, shown.option))
        self.list.refill(self._fill)
        self.list.setFixedHeight(min(TALLEST, ROW * len(self.rows) + 8))
        self.more.setText(self.host.options.left_out)
        self.more.setVisible(bool(self.host.options.left_out))
        if 0 <= here < len(self.rows):
            self.rows[here].setFocus()
        self.adjustSize()

    def open_under(self, widget: QWidget) -> None:
        """Pop up below a widget, within its screen, with the keyboard on this very chart."""
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(min(place.x(), room.right() - WIDTH), min(place.y(), room.bottom() - self.height()))
        self.show()
        for shown in self.rows:
            if shown.option.is_here:
                shown.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _fill(self, layout: QVBoxLayout) -> None:
        layout.setContentsMargins(8, 0, 8, 4)
        for shown in self.rows:
            layout.addWidget(shown)
        layout.addStretch(1)

    def _open(self, option: Option) -> None:
        self.close()
        if option.document is not None:
            self._show(option)
        elif option.path is not None:
            files.open_path(self.host, option.path)

    def _show(self, option: Option) -> None:
        """Bring an open chart to the front."""
        for window in self.host.opened():
            if window.document is option.document and window.home:
                window.home.show_window(window)

    def _button(self, text: str, do: object) -> QWidget:
        made = button(text, "link")
        made.clicked.connect(self.close)
        made.clicked.connect(do)
        return made

    def _rename(self) -> None:
        self.host.go_home()
        self.host.select([])
        viewing.show_panel(self.host, "properties")


class OptionRow(Pressable):
    """One chart: its picture, its title, what is to be known of it."""

    def __init__(self, option: Option) -> None:
        self.option = option
        notes = _notes(option)
        words = column(None, Elided(option.title, "strong"), Elided(notes, "caption"), None, gap=2)
        lead = row(Picture(option.chart), words, gap=12, margins=(6, 6, 10, 6))
        if option.is_here:
            lead.addWidget(glyphs.Icon("tick", "accent", 16))
        super().__init__(lead, f"{option.title}, {notes}" if notes else option.title)
        self.setEnabled(option.chart is not None or bool(option.trouble))


class Picture(QWidget):
    """A chart at the size of a thumb, drawn once for each theme."""

    def __init__(self, chart: Chart | None) -> None:
        super().__init__()
        self.chart = chart
        self._drawn: tuple[object, QPixmap] | None = None
        self.setFixedSize(PICTURE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture on a card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("card_border"))
        painter.setBrush(look.color("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.chart is not None and self.chart.boxes:
            painter.drawPixmap(0, 0, self._pixmap(self.chart))
        painter.end()

    def _pixmap(self, chart: Chart) -> QPixmap:
        state = (look.theme().name, self.devicePixelRatioF())
        if self._drawn is None or self._drawn[0] != state:
            made = QPixmap(self.size() * self.devicePixelRatioF())
            made.setDevicePixelRatio(self.devicePixelRatioF())
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
            miniature.draw(painter, chart, miniature.lay_out(chart), room)
            painter.end()
            self._drawn = (state, made)
        return self._drawn[1]


def _notes(option: Option) -> str:
    """What is to be known of an option, in a line."""
    if option.chart is None:
        return option.trouble or _("being read…")
    source = option.chart.head.based_on
    notes = [_("baseline")] if option.is_baseline else []
    notes += [_("from {title}").format(title=source.title)] if source and source.title else []
    notes += [_("open")] if option.is_open and not option.is_here else []
    return " · ".join(notes) or (option.path.name if option.path else _("not saved yet"))
