"""PowerPoint: native shapes to go on with, one a box, with glued lines, numbered findings and speaker notes.

Nothing is smaller than ten points: what does not fit on a slide stands on slides of its own, by branch.
"""

from __future__ import annotations

from orgsketch.exporters.chartslides import ChartSlides
from orgsketch.exporters.compared import Compared
from orgsketch.exporters.deckpages import Deck
from orgsketch.exporters.material import Material


def write(material: Material) -> bytes:
    """The presentation of a chart or a comparison. Raises ExporterError for an unusable template."""
    return material.deck.to_bytes()


def deck_of(material: Material) -> Deck:
    """Its slides. Raises ExporterError for an unusable template."""
    deck = Deck(material.title, material.options, material.theme)
    if isinstance(material, Compared):
        from orgsketch.exporters.changeslides import fill

        fill(deck, material)
    else:
        ChartSlides(deck, material).fill()
    return deck
