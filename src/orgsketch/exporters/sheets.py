"""The pages of an export on paper: which part of which picture stands where on each.

A picture that would not be readable on one page is cut up: into a page a branch, to be read, or into an
overview and tiles, to be glued together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.drawing.outline import polyline
from orgsketch.drawing.page import arranged
from orgsketch.drawing.picture import Group, Path, Picture, Rectangle, Shape, Text, groups
from orgsketch.drawing.theme import face
from orgsketch.exporters.material import Material, only_about
from orgsketch.exporters.paper import MARGIN, Paper, papers
from orgsketch.exporters.slides import LEAST, Plan, Room, plans
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

POINTS = 0.75  # in a pixel
LONGEST_SIDE = 14_400.0
# Card titles of so many points can be read on paper; on tiles they are a little larger.
READABLE, ON_TILES = 7.0, 8.0
# What one page made to measure may shrink a picture to: card titles then are 4 points high.
SMALLEST = 0.4
# What paper, which has margins, needs not show of a picture's own, in pixels of its words.
SIDE, FOOT = 40.0, 20.0
# How far neighbouring tiles show the same: every card is whole on one made to measure, paper is glued.
OVERLAP, GLUED = 220.0, 10 * 72 / 25.4
MARK, AWAY = 14.0, 4.0  # length of a crop mark, and how far from the corner it begins
# What the words beside and around a chart take of a page, in pixels.
WORDS_WIDE, WORDS_TALL, SHARE_ABOVE = 300.0, 150.0, 0.6
MEASURED_ROOM = Room(1100.0, 720.0)
# The smallest pixels that `plans` is told to draw on paper; it takes them for those of a slide.
SMALLEST_ON_PAPER = 0.72


@dataclass(frozen=True)
class Sheet:
    """One page, in points: `part` of a picture with its top left at (x, y), `scale` points a pixel.

    `over`: what stands above it, in pixels of the page. `title`: for the bookmarks. `is_overview`: the same
    is shown larger on other pages. `numbers`: the picture whose badges its findings explain, where that is
    another.
    """

    picture: Picture
    part: Rect
    scale: float
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0
    over: tuple[Shape, ...] = ()
    title: str = ""
    is_overview: bool = False
    numbers: Picture | None = None

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place of the picture in points from the top left of the page."""
        return self.x + (x - self.part.x) * self.scale, self.y + (y - self.part.y) * self.scale


def sheets(material: Material) -> list[Sheet]:
    """All pages, in order. Raises ExporterError for paper that is not known."""
    options = material.options
    if options.pages == "branches":
        return list(_branches(material))
    if not options.paper:
        return list(made_to_measure(material.picture, options))
    whole = max((_fitted(material, paper) for paper in papers(options)), key=lambda sheet: sheet.scale)
    if options.pages == "one" or _can_be_read(whole):
        return [whole]
    apart = _apart(material)
    if is_readable(apart[0].scale) or len(material.chart.boxes) < 2:
        return apart
    if options.pages == "tiles":
        return _tiled(material)
    branches = list(_branches(material))
    return branches if len(branches) > 1 else apart


def is_readable(scale: float) -> bool:
    """Whether card titles can be read at so many points a pixel."""
    return face("card_title").size * scale >= READABLE


def _can_be_read(sheet: Sheet) -> bool:
    """Whether the titles of its cards can be read, and those of its findings."""
    return is_readable(sheet.scale * min(1.0, _scale_of_words(sheet.picture)))


def _scale_of_words(picture: Picture) -> float:
    """The scale of the words around the chart."""
    return next((group.scale for group in groups(picture.shapes, "page")), 1.0)


def _apart(material: Material) -> list[Sheet]:
    """The chart as large as the paper allows, and its findings on pages after it."""
    from orgsketch.exporters.listsheets import list_sheets

    alone = replace(material.page, legend=())
    fitted = (
        _centred(arranged(replace(alone, form=paper.form)), paper, "", 2 * POINTS)
        for paper in papers(material.options)
    )
    chart = max(fitted, key=lambda sheet: round(sheet.scale, 1))
    options = replace(material.options, turned="landscape" if chart.width > chart.height else "portrait")
    name = _("Changes") if material.is_compared else _("Findings")
    listed = list_sheets(alone.title, material.page.legend, options, name, chart.picture)
    return [chart, *listed]


def _fitted(material: Material, paper: Paper, title: str = "") -> Sheet:
    """A picture as large as the paper allows, in its middle; at most twice as large as it is drawn."""
    picture = material.picture_for(paper.form)
    return _centred(picture, paper, title, 2 * POINTS)


def _centred(picture: Picture, paper: Paper, title: str, most: float) -> Sheet:
    wide, tall = paper.room
    part = _trimmed(picture)
    scale = min(most, wide / part.width, tall / part.height)
    x = (paper.width - part.width * scale) / 2
    return Sheet(picture, part, scale, *paper, x, MARGIN, title=title)


def _trimmed(picture: Picture) -> Rect:
    """A picture without the margins that the paper has anyway."""
    words = _scale_of_words(picture)
    side, foot = SIDE * words, FOOT * words
    return Rect(side, side, picture.width - 2 * side, picture.height - side - foot)


def _whole(picture: Picture) -> Rect:
    return Rect(0, 0, picture.width, picture.height)


# --- made to measure --------------------------------------------------------------------------------------


def made_to_measure(picture: Picture, options: ExportOptions = DEFAULTS) -> Iterator[Sheet]:
    """One page in the size of the picture, or an overview and overlapping tiles at full size."""
    shrunk = min(1.0, LONGEST_SIDE / (max(picture.width, picture.height) * POINTS))
    is_cut = options.pages == "tiles" or (options.pages == "auto" and shrunk < SMALLEST)
    yield _measured(picture, _whole(picture), shrunk, _("Overview") if is_cut else "", is_cut)
    if is_cut:
        for row, (y, tall) in enumerate(_stretches(picture.height), 1):
            for column, (x, wide) in enumerate(_stretches(picture.width), 1):
                yield _measured(picture, Rect(x, y, wide, tall), 1.0, _place(row, column))


def _measured(picture: Picture, part: Rect, shrunk: float, title: str, is_overview: bool = False) -> Sheet:
    scale = shrunk * POINTS
    return Sheet(
        picture, part, scale, part.width * scale, part.height * scale, title=title, is_overview=is_overview
    )


def _stretches(length: float) -> Iterator[tuple[float, float]]:
    """A length cut into equal parts that fit a page and overlap."""
    longest = LONGEST_SIDE / POINTS
    count = max(1, ceil((length - OVERLAP) / (longest - OVERLAP)))
    part = (length - OVERLAP) / count
    for place in range(count):
        yield place * part, min(part + OVERLAP, length)


def _place(row: int, column: int) -> str:
    return _("Row {row}, column {column}").format(row=row, column=column)


# --- tiles on paper ---------------------------------------------------------------------------------------


def _tiled(material: Material) -> list[Sheet]:
    """An overview with the grid of tiles, then the tiles, on the paper that needs fewer of them."""
    picture = material.picture
    return min((_tiles(picture, paper) for paper in papers(material.options)), key=len)


def _tiles(picture: Picture, paper: Paper) -> list[Sheet]:
    wide, tall = (side - GLUED for side in paper.room)
    least = ON_TILES / face("card_title").size
    columns, rows = ceil(picture.width * least / wide), ceil(picture.height * least / tall)
    scale = min(columns * wide / picture.width, rows * tall / picture.height)
    core = Rect(0, 0, wide / scale, tall / scale)
    places = [(row, column) for row in range(rows) for column in range(columns)]
    overview = _overview(picture, paper, core, places)
    made = [_tile(picture, paper, core, scale, row, column, rows, columns) for row, column in places]
    return [overview, *made]


def _overview(picture: Picture, paper: Paper, core: Rect, places: list[tuple[int, int]]) -> Sheet:
    sheet = _centred(picture, paper, _("Overview"), POINTS)
    over: list[Shape] = []
    for number, (row, column) in enumerate(places, 1):
        left, top = sheet.at(column * core.width, row * core.height)
        right, bottom = sheet.at(
            min(picture.width, (column + 1) * core.width), min(picture.height, (row + 1) * core.height)
        )
        x, y, wide, tall = (side / POINTS for side in (left, top, right - left, bottom - top))
        over.append(Rectangle(x, y, wide, tall, "", "accent", 1.0, 0.0, (4.0, 3.0)))
        plate = text_width(f"{number}", "strong") + 14
        middle, level = x + wide / 2, y + tall / 2
        over.append(Rectangle(middle - plate / 2, level - 9, plate, 18, "surface", "accent", 1.0, 9))
        over.append(Text(middle, level + 5, f"{number}", "strong", "accent", "middle"))
    return Sheet(picture, sheet.part, sheet.scale, *paper, sheet.x, sheet.y, tuple(over), sheet.title, True)


def _tile(
    picture: Picture, paper: Paper, core: Rect, scale: float, row: int, column: int, rows: int, columns: int
) -> Sheet:
    """One tile: its part and a little of the neighbours', with marks where to cut, and which one it is."""
    more = GLUED / 2 / scale
    part = core.moved(column * core.width, row * core.height).grown(more)
    left, top = MARGIN + GLUED / 2, MARGIN + GLUED / 2
    cut = Rect(left, top, core.width * scale, core.height * scale)
    number = row * columns + column + 1
    said = _("{number} of {count} · row {row}, column {column}").format(
        number=number, count=rows * columns, row=row + 1, column=column + 1
    )
    below = (paper.height - 12) / POINTS
    label = Text(MARGIN / POINTS, below, f"{picture.title} · {said}", "small", "text_muted")
    over = (*_crop_marks(cut), label)
    return Sheet(picture, part, scale, *paper, MARGIN, MARGIN, over, _place(row + 1, column + 1))


def _crop_marks(cut: Rect) -> Iterator[Shape]:
    """Two short lines at each corner, outside what is kept."""
    marks: list[Shape] = []
    for x, aside in ((cut.x, -1), (cut.right, 1)):
        for y, down in ((cut.y, -1), (cut.bottom, 1)):
            marks.append(_mark(x, y + down * AWAY, x, y + down * (AWAY + MARK)))
            marks.append(_mark(x + aside * AWAY, y, x + aside * (AWAY + MARK), y))
    yield Group("crop", "", marks)


def _mark(x1: float, y1: float, x2: float, y2: float) -> Path:
    points = [(x1 / POINTS, y1 / POINTS), (x2 / POINTS, y2 / POINTS)]
    return Path(polyline(points), "", "text", 0.5)


# --- a page a branch --------------------------------------------------------------------------------------


def _branches(material: Material) -> Iterator[Sheet]:
    """The overview, and a page for every branch it folds away."""
    options = material.options
    if not options.paper:
        for part in parts(material, MEASURED_ROOM):
            yield _measured(part.picture, _whole(part.picture), 1.0, part.part or _("Overview"))
        return
    paper = next(papers(options))
    for part in parts(material, _room(paper)):
        yield _centred(part.picture_for(paper.form), paper, part.part or _("Overview"), POINTS)


def _room(paper: Paper) -> Room:
    """What the words leave of a page: they stand beside the chart where it lies across, else below."""
    wide, tall = (side / POINTS * LEAST / SMALLEST_ON_PAPER for side in paper.room)
    return Room(wide - WORDS_WIDE, tall - WORDS_TALL) if wide > tall else Room(wide, tall * SHARE_ABOVE)


def parts(material: Material, room: Room) -> Iterator[Material]:
    """The chart in parts that can be read in a room, the overview first."""
    made = list(plans(material.chart, lambda top: room))
    if len(made) > 1 and len(made[0].boxes) == 1:
        del made[0]  # one box with everything folded below it; the next page begins with it, too
    if len(made) < 2:
        yield material
    for number, plan in enumerate(made if len(made) > 1 else ()):
        yield _part(material, plan, is_first=not number)


def _part(material: Material, plan: Plan, is_first: bool) -> Material:
    """One part: its boxes, the findings about them, and what the page says it is."""
    boxes = plan.boxes
    folded = tuple(box for box in boxes if (branch := plan.layout.branch(box)) and branch.hidden)
    report = only_about(material.report, frozenset(boxes))
    if not is_first:  # what is asked of the company is on the first page
        report = replace(report, questions=tuple(asked for asked in report.questions if asked.about))
    name = plan.chart.boxes[plan.top].title if plan.top else ""
    if plan.parts > 1:
        counted = _("part {part} of {parts}").format(part=plan.part, parts=plan.parts)
        name = f"{name}, {counted}" if name else counted
    return replace(material, chart=plan.chart, report=report, baseline=None, folded=folded, part=name)
