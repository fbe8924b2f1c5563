"""A presentation with many slides as a file: python-pptx saves what slides stand on, the slides are put in.

Adding slides one by one, python-pptx looks at all of them each time; a chart of 10,000 boxes has a thousand.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from orgsketch.exporters.drawingml import NAMESPACES
from orgsketch.exporters.svg import escaped

if TYPE_CHECKING:
    from pptx.presentation import Presentation

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.presentationml"
TREE = '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
COLORS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
FIRST_ID = 256


class Page(NamedTuple):
    """A slide: its shapes as XML, and its speaker notes."""

    shapes: str
    notes: str


def to_bytes(deck: Presentation, layout: Any, pages: Sequence[Page]) -> bytes:
    """The file of a presentation that has no slides yet, with these on one layout."""
    with_notes = any(page.notes for page in pages)
    notes = _Notes(deck) if with_notes else None
    _list(deck, len(pages))
    plain, made = io.BytesIO(), io.BytesIO()
    deck.save(plain)
    own = str(deck.part.partname)
    rels = f"{own.rpartition('/')[0]}/_rels/{own.rpartition('/')[2]}.rels"[1:]
    with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"</Types>", _types(pages).encode() + b"</Types>")
            elif name == rels:
                data = data.replace(b"</Relationships>", _slides(len(pages)).encode() + b"</Relationships>")
            copy.writestr(name, data)
        for number, page in enumerate(pages, 1):
            for name, text in _parts(number, page, str(layout.part.partname), notes):
                copy.writestr(name, text)
    return made.getvalue()


def _list(deck: Presentation, count: int) -> None:
    """Name the slides in the presentation."""
    from lxml import etree

    listed = deck.slides._sldIdLst
    for number in range(count):
        entry = etree.SubElement(listed, f"{listed.tag.removesuffix('Lst')}")
        entry.set("id", str(FIRST_ID + number))
        entry.set(f"{{{OFFICE}}}id", f"rIdSlide{number + 1}")


def _slides(count: int) -> str:
    return "".join(
        _relation(f"rIdSlide{number}", "slide", f"/ppt/slides/slide{number}.xml")
        for number in range(1, count + 1)
    )


def _types(pages: Sequence[Page]) -> str:
    """The kinds of the new parts."""
    made: list[str] = []
    for number, page in enumerate(pages, 1):
        made.append(_type(f"/ppt/slides/slide{number}.xml", "slide"))
        if page.notes:
            made.append(_type(f"/ppt/notesSlides/notesSlide{number}.xml", "notesSlide"))
    return "".join(made)


def _type(name: str, kind: str) -> str:
    return f'<Override PartName="{name}" ContentType="{KIND}.{kind}+xml"/>'


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _relations(*entries: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(entries)}</Relationships>'


def _parts(number: int, page: Page, layout: str, notes: _Notes | None) -> Iterator[tuple[str, str]]:
    """The files of one slide."""
    entries = [_relation("rId1", "slideLayout", layout)]
    if page.notes and notes:
        name = f"notesSlides/notesSlide{number}.xml"
        entries.append(_relation("rId2", "notesSlide", f"/ppt/{name}"))
        yield f"ppt/{name}", notes.text(page.notes)
        back = _relation("rId1", "notesMaster", notes.master), _slide_of(number)
        yield f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels", _relations(*back)
    body = f"<p:cSld>{TREE}{page.shapes}</p:spTree></p:cSld>"
    yield f"ppt/slides/slide{number}.xml", f"{HEAD}<p:sld {NAMESPACES}>{body}{COLORS}</p:sld>"
    yield f"ppt/slides/_rels/slide{number}.xml.rels", _relations(*entries)


def _slide_of(number: int) -> str:
    return _relation("rId2", "slide", f"/ppt/slides/slide{number}.xml")


class _Notes:
    """Speaker notes on the notes master of the presentation, which is made where there is none."""

    def __init__(self, deck: Presentation) -> None:
        from pptx.enum.shapes import PP_PLACEHOLDER

        master = deck.notes_master
        self.master = str(master.part.partname)
        places = {holder.placeholder_format.type: holder for holder in list(cast(Any, master.placeholders))}
        self._image = _index(places.get(PP_PLACEHOLDER.SLIDE_IMAGE))
        self._body = _index(places.get(PP_PLACEHOLDER.BODY)) or "1"

    def text(self, said: str) -> str:
        """The notes of a slide."""
        paragraphs = "".join(
            f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{escaped(line)}</a:t></a:r></a:p>' if line else "<a:p/>"
            for line in said.split("\n")
        )
        image = _holder(2, "Slide", f'type="sldImg" idx="{self._image}"', "") if self._image else ""
        words = f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody>"
        notes = _holder(3, "Notes", f'type="body" idx="{self._body}"', words)
        tree = f"<p:cSld>{TREE}{image}{notes}</p:spTree></p:cSld>"
        return f"{HEAD}<p:notes {NAMESPACES}>{tree}{COLORS}</p:notes>"


def _index(holder: Any) -> str:
    return str(holder.placeholder_format.idx) if holder is not None else ""


def _holder(number: int, name: str, place: str, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr><p:spPr/>{words}</p:sp>"
    )
