"""The bar above the matrix: which options, in which order the lines, and what to take away from it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from orgsketch.resources import _, plural
from orgsketch.ui import glyphs
from orgsketch.ui.matrix.lines import ORDERS, Wish
from orgsketch.ui.widgets.boxes import Frame, row
from orgsketch.ui.widgets.buttons import Pill, button
from orgsketch.ui.widgets.fields import Choice

HEIGHT = 44


class Drop(Pill):
    """A button that opens a list below."""

    tail, height_hint = 16, 28

    def draw_lead(self, painter: QPainter) -> None:
        """The arrow."""
        glyphs.draw_icon(painter, "chevron_down", QRectF(self.width() - 22, 7, 14, 14), "text_muted")


class Bar(Frame):
    """`commands`: its buttons for commands of the window."""

    def __init__(self) -> None:
        super().__init__("MatrixBar")
        self.options = Drop("")
        self.order = Choice([(key, _(text)) for key, (text, _key) in ORDERS.items()], "kind")
        self.order.setAccessibleName(_("Order of the lines"))
        self.order.setMinimumWidth(190)
        self.whole = Pill("")
        self.whole.setCheckable(True)
        texts = {
            "criterion": _("Add a criterion…"),
            "plan": _("Plan…"),
            "copy_matrix": _("Copy"),
        }
        self.commands = {button(text): name for name, text in texts.items()}
        self.setMinimumHeight(HEIGHT)
        items = (self.options, self.order, self.whole, None, *self.commands)
        self.setLayout(row(*items, gap=8, margins=(16, 0, 12, 0)))

    def tell(self, shown: int, offered: int, fired: int, wish: Wish) -> None:
        """How many options and rules there are, and how they are shown."""
        self.options.setText(_("{shown} of {offered} options").format(shown=shown, offered=offered))
        self.options.setAccessibleName(_("Choose the options: {text}").format(text=self.options.text()))
        self.whole.setText(plural("All of {count} rule", "All {count} rules", fired))
        self.whole.setAccessibleName(self.whole.text())
        self.whole.setChecked(wish.is_whole)
        for pill in (self.options, self.whole):
            pill.updateGeometry()
        self.order.show_value(wish.order)

    def set_used(self, is_used: bool) -> None:
        """Whether there is anything to order, copy or export."""
        for part in (self.order, self.whole, *self.commands):
            part.setEnabled(is_used)
        if not is_used:
            self.options.setText(_("Choose options"))
            self.options.updateGeometry()
