"""What leads where in a PDF: badges to their findings and back, bookmarks to branches and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgsketch.drawing.extent import covering, extent
from orgsketch.exporters.placed import Placed, placed
from orgsketch.exporters.sheets import Sheet
from orgsketch.layout.geometry import Rect
from orgsketch.model.chart import Chart
from orgsketch.resources import _

ABOVE = 12.0  # points left free above what a link leads to


class Place(NamedTuple):
    """A place on a page, in points from its top left."""

    page: int
    x: float
    y: float


class Link(NamedTuple):
    """An area of a page that leads to a place."""

    page: int
    area: Rect
    target: Place


class Bookmark(NamedTuple):
    """A line of the outline, with the lines below it."""

    title: str
    target: Place
    below: Sequence[Bookmark] = ()


class _Spot(NamedTuple):
    """Where a group stands on a page; `title` is what it says."""

    page: int
    area: Rect
    title: str

    @property
    def place(self) -> Place:
        return Place(self.page, max(0.0, self.area.x - ABOVE), max(0.0, self.area.y - ABOVE))


_Spots = dict[tuple[int, str, str], list[_Spot]]


def links(pages: Sequence[Sheet]) -> list[Link]:
    """From every badge to its finding, and from every finding to the first card that wears its number."""
    spots = _spots(pages, ("badge", "finding"))
    return [
        Link(spot.page, spot.area, _nearest(spot, spots[picture, other, number]).place)
        for (picture, kind, number), found in spots.items()
        for other in ("finding" if kind == "badge" else "badge",)
        if (picture, other, number) in spots
        for spot in found
    ]


def bookmarks(pages: Sequence[Sheet], chart: Chart) -> list[Bookmark]:
    """The pages that have a name, then the managers as they report, then the findings."""
    spots = _spots(pages, ("box", "finding"))
    named = [Bookmark(page.title, Place(number, 0, 0)) for number, page in enumerate(pages) if page.title]
    branches = list(_branches(chart, _best(pages, spots, "box")))
    findings = [Bookmark(spot.title, spot.place) for spot in _findings(pages, spots)]
    made = list(named)
    if branches:
        made.append(Bookmark(_("Branches"), branches[0].target, branches))
    if findings:
        made.append(Bookmark(_("Findings"), findings[0].target, findings))
    return made


def _spots(pages: Sequence[Sheet], kinds: Sequence[str]) -> _Spots:
    """The groups of some kinds by picture, kind and id: where each is whole on a page."""
    found: _Spots = {}
    groups: dict[int, list[tuple[Placed, Rect]]] = {}
    for number, page in enumerate(pages):
        key = id(page.picture)
        if key not in groups:
            groups[key] = [(at, _area(at)) for at in placed(page.picture.shapes) if at.group.kind in kinds]
        for at, area in groups[key]:
            if area.width and _is_within(area, page.part):
                spot = _Spot(number, _on_page(area, page), at.group.title)
                found.setdefault((key, at.group.kind, at.group.id), []).append(spot)
    return found


def _area(at: Placed) -> Rect:
    """What a group covers of its picture."""
    inner = covering([extent(shape) for shape in at.group.shapes] or [Rect(0, 0, 0, 0)])
    left, top, wide, tall = (length * at.scale for length in inner)
    return Rect(at.x + left, at.y + top, wide, tall)


def _is_within(area: Rect, part: Rect) -> bool:
    return part.contains(*area.center)


def _on_page(area: Rect, page: Sheet) -> Rect:
    left, top = page.at(area.x, area.y)
    return Rect(left, top, area.width * page.scale, area.height * page.scale)


def _nearest(spot: _Spot, others: Sequence[_Spot]) -> _Spot:
    """The one on the same page, else the one shown last, which is the largest."""
    return next((other for other in others if other.page == spot.page), others[-1])


def _best(pages: Sequence[Sheet], spots: _Spots, kind: str) -> dict[str, _Spot]:
    """Where each id of a kind is best seen: on the page that shows it largest."""
    best: dict[str, _Spot] = {}
    for (_picture, its_kind, id), found in spots.items():
        if its_kind == kind:
            seen = [*found, *([best[id]] if id in best else [])]
            best[id] = max(seen, key=lambda spot: (not pages[spot.page].is_overview, spot.area.width))
    return best


def _findings(pages: Sequence[Sheet], spots: _Spots) -> Iterator[_Spot]:
    """The findings in order, each once a picture."""
    for (_picture, kind, _number), found in spots.items():
        if kind == "finding":
            yield max(found, key=lambda spot: (not pages[spot.page].is_overview, -spot.page))


def _branches(chart: Chart, best: dict[str, _Spot]) -> Iterator[Bookmark]:
    """The managers that are shown, each with those below; reports without reports have no line."""
    made: dict[str, list[Bookmark]] = {}
    order: list[str] = [box for box in chart.reports(None) if chart.reports(box)]
    for box in order:
        order += [report for report in chart.reports(box) if chart.reports(report)]
    for box in reversed(order):
        if box in best:
            line = Bookmark(best[box].title, best[box].place, tuple(reversed(made.get(box, ()))))
            made.setdefault(chart.boxes[box].reports_to or "", []).append(line)
    return reversed(made.get("", []))
