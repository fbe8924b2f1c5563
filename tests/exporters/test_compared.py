"""Comparisons and matrices to take along: slides, pages, pictures, read back by the programs they are for."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from pptx import Presentation

from orgsketch import exporters
from orgsketch.drawing.keys import NO_ABSOLUTE
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import groups
from orgsketch.drawing.picture import texts as picture_texts
from orgsketch.errors import ExporterError
from orgsketch.exporters import matrixgrid, matrixpages, matrixslides, pptx
from orgsketch.exporters.compared import Compared, compared
from orgsketch.exporters.comparison import html, markdown
from orgsketch.exporters.matrix import markdown as matrix_markdown
from orgsketch.exporters.sidebyside import SideBySide, side_by_side
from orgsketch.files import chartfile
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Box, Person
from orgsketch.resources import samples
from tests.charts import big_chart, do
from tests.exporters.material import naughty

pytestmark = pytest.mark.usefixtures("qapp")

OPTIONS = {path.stem: chartfile.open_strictly(path).chart for path in samples()}
TODAY, BESIDE = OPTIONS["today"], OPTIONS["pmm-beside-pm"]


@cache
def changes() -> Compared:
    return compared(TODAY, BESIDE)


@cache
def matrix() -> SideBySide:
    return side_by_side(tuple(OPTIONS.values()))


def deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def texts(made: Any) -> str:
    said = [shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join((*said, *cells))


def sizes(made: Any) -> set[int]:
    found = made.part.package.iter_parts()
    slides = [part.blob.decode() for part in found if "/slides/slide" in str(part.partname)]
    return {int(word.split('"')[0]) for text in slides for word in text.split(' sz="')[1:]}


# --- changes ----------------------------------------------------------------------------------------------


def test_slides_show_before_after_the_changes_and_what_they_do() -> None:
    made = deck(pptx.write(changes()))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[:3] == [TODAY.title, BESIDE.title, f"{TODAY.title} → {BESIDE.title}"]
    assert titles[3:] == ["What changes", *(f"What it does to the findings ({n} of 2)" for n in (1, 2))]
    other = deck(pptx.write(compared(TODAY, OPTIONS["blended-role"])))
    shared = [slide.shapes.title.text_frame.text for slide in other.slides][3:]
    assert shared == [f"What changes, and what it does to the findings ({n} of 3)" for n in (1, 2, 3)]
    said = texts(made)
    for section in changes().sections:
        for line in section.lines:
            assert line.title in said
            assert line.text in said
    assert all(NO_ABSOLUTE in texts_of(slide) for slide in made.slides)
    assert min(sizes(made)) >= 1000


def texts_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_slide_of_changes_has_a_shape_a_box_a_ghost_flags_and_glued_lines() -> None:
    slide = deck(pptx.write(changes())).slides[2]
    shapes = {shape.name: shape for shape in slide.shapes}
    overlay = changes()
    drawn = {branch.box for branch, _x, _y in overlay.layout.cards()}
    assert {name.removeprefix("Box ") for name in shapes if name.startswith("Box ")} == drawn
    assert {f"Flag {box}" for box in overlay.changes.flags if box in drawn} <= set(shapes)
    assert {f"Flag {line}" for line in overlay.changes.lines} <= set(shapes)
    ids = {shape.shape_id for name, shape in shapes.items() if name.startswith("Box ")}
    for name, shape in shapes.items():
        if name.startswith(("Line b", "Relation r")):
            ends = [shape._element.find(f".//{{*}}{end}") for end in ("stCxn", "endCxn")]
            assert {int(end.get("id")) for end in ends} <= ids
    (ghost,) = overlay.changes.ghosts
    moved = overlay.changes.ghosts[ghost]
    assert shapes[f"Box {ghost}"].text_frame.paragraphs[0].text == TODAY.boxes[moved].title


@pytest.mark.outside("pdftotext", "pdfinfo")
@pytest.mark.parametrize("paper", ["", "A4", "A3"])
def test_pages_of_changes_hold_every_title_and_every_line(paper: str, tmp_path: Path) -> None:
    exporters.export_changes(TODAY, BESIDE, tmp_path / "x.pdf", ExportOptions(paper=paper))
    text = read(tmp_path / "x.pdf")
    for box in (*TODAY.boxes.values(), *BESIDE.boxes.values()):
        assert box.title in text or tree.is_unplaced(BESIDE, box.id)
    for section in changes().sections:
        if section.is_told:
            assert all(line.title in text for line in section.lines)


@pytest.mark.outside("pdftotext", "pdfinfo")
@pytest.mark.parametrize("paper", ["", "A4"])
def test_a_long_list_goes_on_on_further_pages(paper: str, tmp_path: Path) -> None:
    before = big_chart(120)
    after = before
    for number, box in enumerate(sorted(before.boxes)[:70]):
        after = do(after, edits.rename, box, f"Renamed {number}")
    options = ExportOptions(paper=paper, pages="one")
    exporters.export_changes(before, after, tmp_path / "x.pdf", options)
    material = compared(before, after, options)
    further = [sheet for sheet in material.sheets if sheet.title == "Further changes"]
    assert further
    assert len({sheet.picture.height for sheet in further}) == 1
    text = read(tmp_path / "x.pdf")
    section = next(section for section in material.sections if section.is_change)
    assert "30 more: the pages of the PDF, the slides and the web page have them all" in text
    assert "Changes, continued 30" in text
    assert all(f"{line.title} {line.text}" in text for line in section.lines)
    assert not [sheet for sheet in compared(TODAY, BESIDE).sheets if sheet.title == "Further changes"]


def test_the_hat_is_worn_in_comparisons_too() -> None:
    before = OPTIONS["small-company-without-pmm"]
    head = next(box.id for box in before.boxes.values() if box.title == "Marketing")
    other = next(box.id for box in before.boxes.values() if box.title == "Sales")
    made = compared(before, do(before, edits.rename, other, "Sales and more"))
    assert "wears the hat of product marketing" in made.card(head).told
    keys = [word.text for word in picture_texts(made.picture.shapes)]
    assert "Product marketing beside other work" in keys
    slide = deck(pptx.write(made)).slides[2]
    assert "Product marketing beside other work" in texts_of(slide)


def test_the_document_says_of_questions_what_was_not_answered_and_of_boxes_what_there_is() -> None:
    after = do(TODAY, edits.answer, None, "culture", Answer("technology"))
    after = do(after, edits.remove, next(b.id for b in TODAY.boxes.values() if b.title == "Events"))
    told = markdown(compared(TODAY, after).comparison)
    assert "- Δ **The company** – What drives the company? not answered → Technology" in told
    assert "- − **Events** – under Marketing, Lea Brandt\n" in told
    assert "?:" not in told
    gone = markdown(compared(after, TODAY).comparison)
    assert "+ **Events** – under Marketing, Lea Brandt\n" in gone


def test_the_page_tells_its_list_once() -> None:
    told = html(changes())
    ends = changes().comparison.findings.resolved[0]
    assert told.count(ends.title) == 1


def test_a_matrix_says_what_bold_means() -> None:
    told = matrix_markdown(matrix().matrix)
    assert f"What differs from {matrix().matrix.titles[0]} is bold." in told


def test_findings_of_a_comparison_say_how_much_they_weigh() -> None:
    told = markdown(changes().comparison)
    ends = changes().comparison.findings.resolved[0]
    assert f"- **{ends.title}** ({ends.rule}) – {ends.severity.capitalize()} · " in told
    assert "findings stay as they are." in told


def read(path: Path) -> str:
    told = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split())


def test_the_same_boxes_lines_and_flags_on_picture_and_slide() -> None:
    picture, slide = changes().picture, deck(pptx.write(changes())).slides[2]
    names = [shape.name for shape in slide.shapes]
    for kind, name in (("box", "Box "), ("ghost", "Box "), ("relation", "Relation r")):
        drawn = {group.id for group in groups(picture.shapes, kind)}
        assert {f"{name.removesuffix('r')}{id}" for id in drawn} <= set(names)


def test_a_large_comparison_is_split_and_whole() -> None:
    before = big_chart(600)
    boxes = list(before.boxes)
    after = do(do(before, edits.move, boxes[500], boxes[3]), edits.rename, boxes[77], "Renamed")
    made = deck(pptx.write(compared(before, after)))
    shown = {shape.name for slide in made.slides for shape in slide.shapes if shape.name.startswith("Box ")}
    assert {f"Box {box}" for box in after.boxes} <= shown
    assert min(sizes(made)) >= 1000


@pytest.mark.parametrize("names", ["full", "initials", "none"])
@pytest.mark.parametrize("suffix", sorted(exporters.CHANGES.keys() - {".png", ".pdf"}))
def test_nobody_is_named_who_should_not_be_and_no_address_is_told(
    suffix: str, names: Any, tmp_path: Path
) -> None:
    people = [Person("p_1", "Zara Quill", "zara@quill.example", "4711")]
    boxes = [
        Box("b_1", "Lead", (), None, "a0", ("p_1",), fields={"Site": "Delft"}),
        Box("b_2", "Team", (), "b_1", "a0"),
    ]
    before = Chart.of(TODAY.head, people=people, boxes=boxes)
    after = do(before, edits.change, "b_1", fields={"Site": "Secret site"})
    after = do(after, edits.set_people, "b_2", [Person("p_2", "Yann Olde", "yann@olde.example")])
    path = tmp_path / f"x{suffix}"
    exporters.export_changes(before, after, path, ExportOptions(names=names))
    text = texts(deck(path.read_bytes())) if suffix == ".pptx" else path.read_text("utf-8")
    for word in (
        "quill.example",
        "4711",
        "Delft",
        "Secret site",
        *(["Zara", "Yann"] if names != "full" else []),
    ):
        assert word not in text


class Reader(HTMLParser):
    """The text of a page or a picture, and what it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


ACTIVE = {"script", "img", "iframe", "object", "embed", "link", "a", "form", "audio", "video", "image"}
MARKED = {"text", "strong_open", "strong_close", "softbreak", "text_special"}


def plain(text: str) -> str:
    """What is left of a text when it is broken into lines: what can be seen and written everywhere."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in " \ufffd")


def said(path: Path) -> str:
    """All the text of a file as its reader gets it; none of it may be more than text."""
    data = path.read_bytes()
    if path.suffix == ".pptx":
        return plain(texts(deck(data)))
    if path.suffix == ".xlsx":
        cells = [
            cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row
        ]
        assert all(cell.data_type != "f" for cell in cells)
        return plain("\n".join(str(cell.value) for cell in cells))
    if path.suffix == ".json":
        return plain("\n".join(json.loads(data)["options"]))
    if path.suffix == ".md":
        tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
        inner = [child for token in tokens for child in token.children or []]
        assert {child.type for child in inner} <= MARKED
        return plain("".join(child.content for child in inner))
    reader = Reader()
    reader.feed(data.decode())
    assert not reader.tags & ACTIVE
    assert not [name for name in reader.attributes if name.startswith("on")]
    return plain("".join(reader.texts))


def missing(strings: list[str], path: Path) -> list[str]:
    """Which of the strings a file does not hold; slides and pages may shorten the long ones."""
    found, most = said(path), 12 if path.suffix == ".pptx" else 10_000
    return [text for text in strings if len(text) <= most and plain(text) not in found]


@pytest.mark.parametrize("suffix", sorted(exporters.CHANGES))
def test_any_title_is_text_in_every_format_of_changes(suffix: str, tmp_path: Path) -> None:
    strings = naughty()[:60]
    boxes = [Box(f"b_{n + 1}", text, (), "b_0", f"a{n:03}") for n, text in enumerate(strings)]
    before = Chart.of(TODAY.head, boxes=[Box("b_0", "Top")])
    after = Chart.of(TODAY.head, boxes=[Box("b_0", "Top"), *boxes])
    exporters.export_changes(before, after, tmp_path / f"x{suffix}")
    if suffix in (".pdf", ".png"):
        assert (tmp_path / f"x{suffix}").stat().st_size > 10_000
    else:
        assert missing(strings, tmp_path / f"x{suffix}") == []


@pytest.mark.parametrize("suffix", sorted(set(exporters.MATRIX) - {".pdf"}))
def test_any_title_is_text_in_every_format_of_a_matrix(suffix: str, tmp_path: Path) -> None:
    strings, path = naughty(), tmp_path / f"x{suffix}"
    for start in range(0, 60, 12):
        named = strings[start : start + 12]
        options = [Chart.of(replace(TODAY.head, title=text), boxes=[Box("b_0", text)]) for text in named]
        exporters.export_matrix(options, path)
        assert missing(named, path) == []


@pytest.mark.outside("pdftotext", "pdfinfo")
@pytest.mark.parametrize("start", range(0, 60, 12))
def test_any_title_is_text_in_the_pages_of_a_matrix(start: int, tmp_path: Path) -> None:
    named, path = naughty()[start : start + 12], tmp_path / "x.pdf"
    options = [
        Chart.of(replace(TODAY.head, title=text, notes=text), boxes=[Box("b_0", text)]) for text in named
    ]
    made = side_by_side(options)
    shown = "".join(
        "".join(text.text.split()) for sheet in made.sheets for text in picture_texts(sheet.picture.shapes)
    )
    assert [text for text in named if "".join(text.split())[:8] not in shown] == []
    path.write_bytes(matrixpages.write(made))
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    assert f"Pages:           {len(made.sheets)}" in told.stdout
    said = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    letters = "".join(said.stdout.split())
    plain = [word for text in named for word in text.split() if word.isascii() and word.isalnum()]
    assert [word for word in plain if len(word) < 12 and word not in letters] == []


def test_a_finding_of_several_teams_says_of_which_it_is() -> None:
    made = compared(TODAY, OPTIONS["two-marketing-groups"])
    for section in made.sections:
        lines = [(line.title, line.code) for line in section.lines if line.code]
        assert len(lines) == len(set(lines))
    told = [line.title for section in made.sections for line in section.lines]
    assert "Marketing leadership is attuned to the product: Product marketing" in told


def test_two_charts_that_are_the_same_are_a_picture_too(tmp_path: Path) -> None:
    for suffix in exporters.CHANGES:
        exporters.export_changes(TODAY, TODAY, tmp_path / f"x{suffix}")
    assert "no difference" in (tmp_path / "x.md").read_text("utf-8")


# --- matrix -----------------------------------------------------------------------------------------------


def test_the_matrix_is_a_native_table_with_every_row_that_differs_and_a_picture_of_each_option() -> None:
    material = matrix()
    made = deck(matrixslides.write(material))
    said = " ".join(texts(made).split())
    for section in material.matrix.sections:
        differ = [row for row in section.rows if row.differs]
        assert section.title in said or not differ
        assert all(" ".join(row.title.split()).split(" ")[0] in said for row in differ)
    assert all(title.split()[0] in said for title in material.matrix.titles)
    assert min(sizes(made)) >= 1000
    names = [shape.name for slide in made.slides for shape in slide.shapes]
    for chart in material.charts:
        assert f"Miniature lines {chart.head.id}" in names
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_every_option_and_row_of_a_matrix_stands_on_some_page_beside_the_baseline() -> None:
    found = matrix().matrix
    pages = list(matrixgrid.grid_pages(found, 1184, 450, 88))
    assert {option for page in pages for option in page.columns} == set(range(len(OPTIONS)))
    assert all(page.columns[0] == 0 and page.width >= matrixgrid.NARROWEST for page in pages)
    wanted = {
        (row.key, option)
        for section in found.sections
        for row in section.rows
        for option in range(len(OPTIONS))
    }
    assert {
        (line.row.key, option) for page in pages for line in page.lines if line.row for option in page.columns
    } == wanted
    assert all(page.lines[-1].row is not None for page in pages)
    assert all(sum(line.height for line in page.lines) <= 450 for page in pages)


def test_slides_of_a_matrix_count_the_rows_that_say_the_same_of_all_options() -> None:
    found = matrix().matrix
    rows = [(section.key, row) for section in found.sections for row in section.rows]
    for columns, pages in groupby(
        matrixgrid.grid_pages(found, 1184, 450, 88, is_brief=True), key=lambda page: page.columns
    ):
        made = list(pages)
        shown = [line.row for page in made for line in page.lines if line.row]
        same = [row for page in made for row in page.same]
        assert [row.key for row in same] == [
            row.key
            for key, row in rows
            if key != "own" and not any(row.cells[option].differs for option in columns)
        ]
        assert len(shown) + len(same) == len(rows)
        assert made[-1].lines[-1].section.title.startswith(f"{len(same)} more row")


def test_the_notes_of_a_slide_say_what_is_the_same_everywhere() -> None:
    pages = list(matrixgrid.grid_pages(matrix().matrix, 1184, 450, 88, is_brief=True))
    row = next(row for page in pages for row in page.same)
    made = deck(matrixslides.write(matrix()))
    notes = [slide.notes_slide.notes_text_frame.text for slide in made.slides]
    assert any(f"{row.title}  {row.hint}".strip() + f": {row.cells[0].text}" in text for text in notes)


def test_no_word_of_a_matrix_is_cut_on_its_slides() -> None:
    for page in matrixgrid.grid_pages(matrix().matrix, 1184, 516, 88, is_brief=True):
        said = [text for line in page.lines for text in (line.title, *line.cells)]
        assert not [text for text in said if "…" in " ".join(text)]


def test_a_matrix_of_equal_options_says_it_all() -> None:
    found = side_by_side([TODAY, TODAY]).matrix
    pages = list(matrixgrid.grid_pages(found, 1184, 450, 88, is_brief=True))
    assert not [row for page in pages for row in page.same]
    assert [line for page in pages for line in page.lines if line.row]


@pytest.mark.outside("pdftotext", "pdfinfo")
@pytest.mark.parametrize("paper", ["", "A4"])
def test_pages_of_a_matrix_hold_every_row(paper: str, tmp_path: Path) -> None:
    exporters.export_matrix(list(OPTIONS.values())[:4], tmp_path / "x.pdf", ExportOptions(paper=paper))
    text = read(tmp_path / "x.pdf")
    small = side_by_side(list(OPTIONS.values())[:4])
    for section in small.matrix.sections:
        assert section.title in text
        assert all(row.title.split()[0] in text for row in section.rows)
    assert NO_ABSOLUTE in text


@pytest.mark.parametrize("suffix", sorted(exporters.MATRIX))
def test_a_matrix_is_written_in_every_format(suffix: str, tmp_path: Path) -> None:
    exporters.export_matrix([TODAY, BESIDE], tmp_path / f"x{suffix}")
    assert (tmp_path / f"x{suffix}").stat().st_size > 1000


def test_an_unknown_format_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for write in (
        lambda path: exporters.export_changes(TODAY, BESIDE, path),
        lambda path: exporters.export_matrix([TODAY, BESIDE], path),
    ):
        with pytest.raises(ExporterError, match=r"must end in one of .*\.$"):
            write(tmp_path / "x.exe")


def test_slides_of_both_go_into_a_template(tmp_path: Path) -> None:
    own = Presentation()
    own.save(str(tmp_path / "own.pptx"))
    wish = ExportOptions(template=str(tmp_path / "own.pptx"))
    for material, write in (
        (compared(TODAY, BESIDE, wish), pptx.write),
        (replace(matrix(), options=wish), matrixslides.write),
    ):
        made = deck(write(material))
        assert made.slide_width == own.slide_width
        assert min(sizes(made)) >= 1000
