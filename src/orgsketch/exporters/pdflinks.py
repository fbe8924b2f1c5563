"""What leads where in a PDF: badges to their findings and back, bookmarks to branches and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from orgsketch.drawing.extent import covering, extent
from orgsketch.drawing.picture import Group
from orgsketch.exporters.placed import Placed, placed
from orgsketch.exporters.sheets import Sheet
from orgsketch.layout.geometry import Rect
from orgsketch.model.chart import Chart
from orgsketch.resources import _

OPPOSITE = {"badge": "finding", "finding": "badge"}
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


class Spot(NamedTuple):
    """Where a group stands on a page; `title` is what it says."""

    page: int
    area: Rect
    title: str

    @property
    def place(self) -> Place:
        """Where a link to it leads: a little above."""
        return Place(self.page, max(0.0, self.area.x - ABOVE), max(0.0, self.area.y - ABOVE))


Spots: TypeAlias = dict[tuple[int, str, str], list[Spot]]


def links(spots: Spots) -> list[Link]:
    """From every badge to its finding, and from every finding to the first card that wears its number."""
    return [
        Link(spot.page, spot.area, _nearest(spot, spots[picture, other, number]).place)
        for (picture, kind, number), found in spots.items()
        if (other := OPPOSITE.get(kind)) and (picture, other, number) in spots
        for spot in found
    ]


def bookmarks(pages: Sequence[Sheet], spots: Spots, chart: Chart) -> list[Bookmark]:
    """The pages that have a name, then the managers as they report, then the findings."""
    named = [Bookmark(page.title, Place(number, 0, 0)) for number, page in enumerate(pages) if page.title]
    branches = list(_branches(chart, _best(pages, spots)))
    findings = [Bookmark(spot.title, spot.place) for spot in _findings(pages, spots)]
    made = list(named)
    if branches:
        made.append(Bookmark(_("Branches"), branches[0].target, branches))
    if findings:
        made.append(Bookmark(_("Findings"), findings[0].target, findings))
    return made


def spots_of(pages: Sequence[Sheet], chart: Chart) -> Spots:
    """The badges, findings and managers by picture, kind and id: where each is on the pages."""
    found: Spots = {}
    groups: dict[int, list[tuple[Placed, Rect]]] = {}
    for number, page in enumerate(pages):
        drawn, key = id(page.picture), id(page.numbers or page.picture)
        if drawn not in groups:
            groups[drawn] = [
                (at, _area(at)) for at in placed(page.picture.shapes) if _is_led_to(at.group, chart)
            ]
        for at, area in groups[drawn]:
            if area.width and page.part.contains(*area.center):
                spot = Spot(number, _on_page(area, page), at.group.title)
                found.setdefault((key, at.group.kind, at.group.id), []).append(spot)
    return found


def _is_led_to(group: Group, chart: Chart) -> bool:
    return group.kind in OPPOSITE or (group.kind == "box" and bool(chart.reports(group.id)))


def _area(at: Placed) -> Rect:
    """What a group covers of its picture."""
    inner = covering([extent(shape) for shape in at.group.shapes] or [Rect(0, 0, 0, 0)])
    left, top, wide, tall = (length * at.scale for length in inner)
    return Rect(at.x + left, at.y + top, wide, tall)


def _on_page(area: Rect, page: Sheet) -> Rect:
    left, top = page.at(area.x, area.y)
    return Rect(left, top, area.width * page.scale, area.height * page.scale)


def _nearest(spot: Spot, others: Sequence[Spot]) -> Spot:
    """The one on the same page, else the one shown last, which is the largest."""
    return next((other for other in others if other.page == spot.page), others[-1])


def _best(pages: Sequence[Sheet], spots: Spots) -> dict[str, Spot]:
    """Where each box is best seen: on the page that shows it largest."""
    best: dict[str, Spot] = {}
    for (_picture, kind, id), found in spots.items():
        if kind == "box":
            seen = [*found, *([best[id]] if id in best else [])]
            best[id] = max(seen, key=lambda spot: (not pages[spot.page].is_overview, spot.area.width))
    return best


def _findings(pages: Sequence[Sheet], spots: Spots) -> Iterator[Spot]:
    """The findings in order, each once a picture."""
    for (_picture, kind, _number), found in spots.items():
        if kind == "finding":
            yield max(found, key=lambda spot: (not pages[spot.page].is_overview, -spot.page))


def _branches(chart: Chart, best: dict[str, Spot]) -> Iterator[Bookmark]:
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
