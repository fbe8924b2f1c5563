"""The presentation that slides are added to: our own, in the colours of the look, or a user's template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.resources import _

if TYPE_CHECKING:
    from pptx.presentation import Presentation

PIXEL = 9525
FONT = "Arial"
WIDTH, HEIGHT = 1280, 720
MAX_TEMPLATE = 100_000_000
TYPES = "[Content_Types].xml"
TEMPLATE_TYPE = b"presentationml.template.main+xml"
PRESENTATION_TYPE = b"presentationml.presentation.main+xml"
# Which colour of the theme each family wears; in a user's template that is the template's colour. What is in
# no slot ("other") is a lighter text colour.
FAMILIES = {
    "general": "dk2",
    "product": "accent1",
    "product_marketing": "accent2",
    "marketing": "accent3",
    "development": "accent4",
    "sales": "accent5",
    "success": "accent6",
    "design": "folHlink",
}


def opened(template: str) -> Presentation:
    """A presentation without slides; `template`: a .pptx or .potx of the user's, "" = ours.

    Raises ExporterError with one sentence when the template cannot be used.
    """
    from pptx import Presentation

    if not template:
        return _own(Presentation())
    try:
        deck = Presentation(io.BytesIO(_as_presentation(Path(template))))
    except OSError as error:
        raise _unusable(template, error.strerror or str(error)) from None
    except Exception:
        # python-pptx raises anything from KeyError to lxml's errors on what is no presentation.
        raise _unusable(template, _("it is no PowerPoint file")) from None
    for entry in list(deck.slides._sldIdLst):
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    _forget_slides(deck)
    return deck


def _forget_slides(deck: Presentation) -> None:
    """Remove the sections and shows of slides that are gone: PowerPoint would want to repair them."""
    root = deck.part._element
    for listed in [one for one in root.iter() if str(one.tag).endswith(("}sectionLst", "}custShowLst"))]:
        holder = listed.getparent()
        place = holder if str(holder.tag).endswith("}ext") else listed
        place.getparent().remove(place)


def _unusable(template: str, reason: str) -> ExporterError:
    return ExporterError(
        _("The template {name} cannot be used: {reason}.").format(name=template, reason=reason)
    )


def _as_presentation(path: Path) -> bytes:
    """The bytes of a template (.potx) as those of a presentation, which differ in one word."""
    data, made = path.read_bytes(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_TEMPLATE:
            raise OSError(_("it is too large"))
        if TEMPLATE_TYPE not in archive.read(TYPES):
            return data
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in archive.namelist():
                content = archive.read(name)
                is_types = name == TYPES
                copy.writestr(
                    name, content.replace(TEMPLATE_TYPE, PRESENTATION_TYPE) if is_types else content
                )
    return made.getvalue()


def _own(deck: Presentation) -> Presentation:
    """python-pptx's plain deck made 16:9, in our colours."""
    from pptx.util import Emu

    stretch = WIDTH / size_of(deck)[0]
    deck.slide_width, deck.slide_height = Emu(WIDTH * PIXEL), Emu(HEIGHT * PIXEL)
    for shape in _fixed_shapes(deck):
        left, width = round(shape.left * stretch), round(shape.width * stretch)
        top, height = shape.top, shape.height
        shape.left, shape.top, shape.width, shape.height = left, top, width, height
    _paint_theme(deck, Theme("light"))
    return deck


def size_of(deck: Presentation) -> tuple[float, float]:
    """Width and height of a slide in pixels."""
    return (deck.slide_width or 0) / PIXEL, (deck.slide_height or 0) / PIXEL


def _fixed_shapes(deck: Presentation) -> Iterator[Any]:
    """The placeholders of the master and its layouts that have a place of their own."""
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.shapes:
            if shape._element.spPr.find(f"{{{_DRAWING}}}xfrm") is not None:
                yield shape


def _paint_theme(deck: Presentation, theme: Theme) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    colors = {"dk1": theme.color("text"), "lt1": "#FFFFFF"}
    colors |= {slot: theme.family(family) for family, slot in FAMILIES.items()}
    for slot, color in colors.items():
        text = re.sub(
            rf"<a:{slot}>.*?</a:{slot}>",
            f'<a:{slot}><a:srgbClr val="{color[1:]}"/></a:{slot}>',
            text,
            flags=re.DOTALL,
        )
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', rf'\1"{FONT}"', text)
    part._blob = text.encode("utf-8")


def title_layout(deck: Presentation) -> Any:
    """The layout with a title and the least besides it."""
    titled = [layout for layout in deck.slide_layouts if _has_title(layout)]
    return min(titled or list(deck.slide_layouts), key=lambda layout: len(layout.placeholders))


def _has_title(layout: Any) -> bool:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return any(
        holder.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
        for holder in layout.placeholders
    )


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
