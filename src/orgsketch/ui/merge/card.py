"""One side of a conflict: who says so, what it says, the piece of the chart, what that does, a button."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from orgsketch.resources import N_, _
from orgsketch.ui.canvas.pill import Effect, effects_of
from orgsketch.ui.dialogs.moving import Note
from orgsketch.ui.merge.sketch import Sketch
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.words import Elided, Words, tip

if TYPE_CHECKING:
    from orgsketch.ui.merge.settling import Offer
    from orgsketch.vocabulary import Vocabulary

KEYS = {"ours": "Alt+Shift+O", "base": "Alt+Shift+B", "theirs": "Alt+Shift+T"}
TAKE = {"ours": N_("Take ours"), "base": N_("Take what was before"), "theirs": N_("Take theirs")}


class SideCard(Frame):
    """Shows one offer; `take` is called when it is taken."""

    def __init__(self, side: str, take: Callable[[], object]) -> None:
        super().__init__("Card")
        self.side = side
        self.name, self.origin = Elided("", "strong"), Words("", "caption")
        self.shown = Words(_("as shown now"), "label")
        self.says = Words("", "body", wrap=True)
        self.sketch, self.note = Sketch(), Note()
        self.button = button(_(TAKE[side]))
        self.button.setToolTip(tip(KEYS[side]))
        self.button.clicked.connect(lambda: take())
        head = row(self.name, self.origin, self.shown, self.button, gap=8)
        self.setLayout(column(head, self.says, self.sketch, self.note, gap=4, margins=(12, 8, 8, 8)))

    def show_offer(
        self, offer: Offer, about: Iterable[str], words: Vocabulary, themes: dict[str, str]
    ) -> None:
        """Show what a side says and what taking it would do."""
        self.name.setText(offer.name)
        self.origin.setText(offer.origin)
        self.shown.setVisible(offer.is_shown)
        self.says.setText(offer.says)
        self.sketch.show_piece(offer.preview.chart, about, words)
        self.note.show_effects(_effects(offer, themes))
        self.button.setEnabled(not offer.preview.refusal)
        told = _("Take what {side} says: {text}").format(side=offer.name, text=offer.says)
        self.button.setAccessibleName(told)
        self.setAccessibleName(f"{offer.name}: {offer.says}. {self.note.accessibleName()}")


def _effects(offer: Offer, themes: dict[str, str]) -> tuple[Effect, ...]:
    """What taking it would do to the findings, or why it cannot be taken."""
    if offer.preview.refusal:
        return (Effect("info", offer.preview.refusal),)
    if offer.preview.changes is None or offer.is_shown:
        return ()
    return effects_of(offer.preview.changes, themes)
