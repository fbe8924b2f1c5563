"""What a file will look like, small: an image of one of its pages, or the beginning of its text."""

from __future__ import annotations

from typing import Any, NamedTuple

from orgsketch.exporters.compared import Compared
from orgsketch.exporters.material import Material
from orgsketch.exporters.sidebyside import SideBySide

TEXTS = frozenset((".md", ".csv", ".json", ".dot", ".mmd", ".drawio"))
MOST_TEXT = 6000


class Preview(NamedTuple):
    """A PNG, or text; and how many pages or slides there are."""

    image: bytes
    text: str
    pages: int


def preview(material: Any, suffix: str, page: int, width: int, height: int) -> Preview:
    """The preview of a file of this kind, at most so many pixels large; `page` counts from 0."""
    if suffix in TEXTS or suffix == ".xlsx":
        return Preview(b"", _text(material, suffix), 1)
    from orgsketch.exporters import pdf, png

    if suffix == ".pptx":
        from orgsketch.exporters import slideimage

        deck = material.deck
        number = min(page, len(deck.slides) - 1)
        image = slideimage.drawn(deck, number, min(width / deck.width, height / deck.height))
        return Preview(png.encoded(image), "", len(deck.slides))
    if suffix == ".pdf" or not isinstance(material, Material):
        pages = material.sheets
        shown = pages[min(page, len(pages) - 1)]
        image = pdf.drawn(shown, material.theme, min(width / shown.width, height / shown.height))
        return Preview(png.encoded(image), "", len(pages))
    picture = material.picture
    scale = min(2.0, width / picture.width, height / picture.height)
    if suffix == ".png":
        png.fitting_scale(picture, material.options.scale)  # what cannot be made is told before it is tried
    is_clear = suffix == ".png" and material.options.transparent
    return Preview(png.encoded(png.drawn(picture, material.theme, scale, is_transparent=is_clear)), "", 1)


def _text(material: Any, suffix: str) -> str:
    """The beginning of a file of text; a workbook shows what a text beside it would say."""
    from pathlib import Path

    from orgsketch.exporters import FORMATS, exporter_for

    what = next(name for kind, name in KINDS if isinstance(material, kind))
    if suffix == ".xlsx":
        suffix = ".csv" if what == "chart" else ".md"
    written = exporter_for(Path(f"chart{suffix}"), FORMATS[what])(material).decode("utf-8-sig", "replace")
    return str(written[:MOST_TEXT])


KINDS = ((Compared, "changes"), (Material, "chart"), (SideBySide, "matrix"))
