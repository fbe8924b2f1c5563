"""What a file will look like, small: an image of one of its pages, or the beginning of its text."""

from __future__ import annotations

from typing import NamedTuple

from orgsketch.exporters.material import Material

TEXTS = frozenset((".md", ".csv", ".json", ".dot", ".mmd", ".drawio"))
MOST_TEXT = 6000


class Preview(NamedTuple):
    """A PNG, or text; and how many pages there are."""

    image: bytes
    text: str
    pages: int


def preview(material: Material, suffix: str, page: int, width: int, height: int) -> Preview:
    """The preview of a file of this kind, at most so many pixels large; `page` counts from 0."""
    if suffix in TEXTS or suffix == ".xlsx":
        return Preview(b"", _text(material, ".csv" if suffix == ".xlsx" else suffix), 1)
    from orgsketch.exporters import pdf, png

    if suffix == ".pdf":
        pages = material.sheets
        shown = pages[min(page, len(pages) - 1)]
        image = pdf.drawn(shown, material.theme, min(width / shown.width, height / shown.height))
        return Preview(png.encoded(image), "", len(pages))
    picture = material.picture
    scale = min(2.0, width / picture.width, height / picture.height)
    is_clear = suffix == ".png" and material.options.transparent
    return Preview(png.encoded(png.drawn(picture, material.theme, scale, is_transparent=is_clear)), "", 1)


def _text(material: Material, suffix: str) -> str:
    from pathlib import Path

    from orgsketch.exporters import exporter_for

    written = exporter_for(Path(f"chart{suffix}"))(material).decode("utf-8-sig", "replace")
    return written[:MOST_TEXT]
