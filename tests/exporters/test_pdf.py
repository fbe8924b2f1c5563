"""PDF: every word can be found again by another program, on a page that fits."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from orgsketch.errors import ExporterError
from orgsketch.exporters.pdf import document, write
from orgsketch.exporters.pdflinks import Bookmark, Place, links, spots_of
from orgsketch.exporters.pdfupdate import with_links
from orgsketch.exporters.sheets import POINTS, sheets
from orgsketch.model import edits
from tests.charts import big_chart, do
from tests.exporters.material import SAMPLE, material, naughty, titled

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.outside("pdftotext", "pdfinfo", "pdftoppm", "pdftohtml"),
]


def run(program: str, *arguments: str) -> str:
    assert shutil.which(program), program
    return subprocess.run([program, *arguments], capture_output=True, check=True, text=True).stdout


def words(path: Path) -> str:
    return " ".join(run("pdftotext", "-raw", str(path), "-").split())


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def page_size(path: Path) -> tuple[float, float]:
    wide, tall = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", run("pdfinfo", str(path))).groups()  # type: ignore[union-attr]
    return float(wide), float(tall)


def page_count(path: Path) -> int:
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", str(path))).group(1))  # type: ignore[union-attr]


def structure(path: Path) -> ElementTree.Element:
    """What poppler understands of a PDF: pages, texts with their links, the outline."""
    return ElementTree.fromstring(run("pdftohtml", "-xml", "-i", "-stdout", str(path)))


def test_every_title_finding_and_quote_can_be_found(tmp_path: Path) -> None:
    found = words(written(tmp_path / "a.pdf", write(material())))
    for box in SAMPLE.boxes.values():
        assert box.title in found
    for text in (
        "No bridge between PM and PMM",
        "The gulf of information was huge",
        "There is no absolute here",
    ):
        assert text in found


def test_the_page_is_made_to_measure(tmp_path: Path) -> None:
    made = material(author="Ana Ruiz")
    path = written(tmp_path / "a.pdf", write(made))
    assert page_size(path) == pytest.approx(
        (made.picture.width * POINTS, made.picture.height * POINTS), abs=1
    )
    assert re.search(r"Title:\s+Acme today", run("pdfinfo", str(path)))
    assert page_count(path) == 1


def test_a_large_chart_is_complete_and_small(tmp_path: Path) -> None:
    chart = big_chart(900)
    data = write(material(chart))
    assert len(data) < 3_000_000
    found = words(written(tmp_path / "a.pdf", data))
    assert not [box.title for box in chart.boxes.values() if box.title not in found]


def test_it_is_vectors_all_through(tmp_path: Path) -> None:
    data = write(material())
    assert b"/Subtype /Image" not in data
    assert b"/Subtype/Image" not in data


def test_tiles_hold_every_title(tmp_path: Path) -> None:
    chart = big_chart(2500)
    path = written(tmp_path / "a.pdf", write(material(chart)))
    assert page_count(path) > 2
    found = words(path)
    assert not [box.title for box in chart.boxes.values() if box.title not in found]


def test_naughty_strings_do_not_break_it(tmp_path: Path) -> None:
    for number, text in enumerate(naughty()):
        found = words(written(tmp_path / f"{number}.pdf", write(material(titled(text)))))
        if text.isascii():
            assert "".join(text.split()) in "".join(found.split())


def test_another_program_draws_it(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", write(material()))
    run("pdftoppm", "-r", "40", "-png", str(path), str(tmp_path / "page"))
    assert (tmp_path / "page-1.png").stat().st_size > 5_000


# --- links and bookmarks ----------------------------------------------------------------------------------


def test_badges_lead_to_their_findings_and_back(tmp_path: Path) -> None:
    """On the page of each finding with a badge both are links; what has no badge is none."""
    tree = structure(written(tmp_path / "a.pdf", write(material())))
    linked = ["".join(link.itertext()) for link in tree.iter("a")]
    assert any("No bridge between PM and PMM" in text for text in linked)
    assert not any("A chart-wide thing" in text for text in linked)
    assert {str(number) for number in (1, 2, 3, 5)} <= set(linked)
    assert len(links(spots_of(sheets(material()), SAMPLE))) == 5 + 5


def test_bookmarks_name_branches_and_findings(tmp_path: Path) -> None:
    tree = structure(written(tmp_path / "a.pdf", write(material())))
    lines = [item.text for item in tree.iter("item")]
    assert lines[:4] == ["Branches", "Chief executive", "Product", "Marketing"]
    assert lines[4:6] == ["Findings", "1. No bridge between PM and PMM"]
    assert "6. Is marketing leadership attuned?" in lines[-1]


def test_bookmarks_of_a_large_chart_lead_to_the_page_that_shows_it(tmp_path: Path) -> None:
    chart = big_chart(300)
    made = material(chart, paper="A4")
    path = written(tmp_path / "a.pdf", write(made))
    tree = structure(path)
    shown = [" ".join("".join(text.itertext()) for text in page.iter("text")) for page in tree.iter("page")]
    assert len(shown) == page_count(path) > 5
    for item in tree.iter("item"):
        if item.text in {box.title for box in chart.boxes.values()}:
            assert item.text.split()[0] in shown[int(item.get("page", "0")) - 1]


def test_any_title_can_be_a_bookmark(tmp_path: Path) -> None:
    for title in ("(a) \\ <b>", "日本語", "é ∑ 😀", "a" * 300):
        chart = do(titled("Report"), edits.rename, "b_1", title)
        path = written(tmp_path / "a.pdf", write(material(chart)))
        assert title in [item.text for item in structure(path).iter("item")]


def test_bookmarks_are_as_deep_as_the_chart(tmp_path: Path) -> None:
    deep = Bookmark("Last", Place(0, 0, 0))
    for level in range(1500):
        deep = Bookmark(f"Level {level}", Place(0, 0, 0), (deep,))
    made = material(titled("Report"))
    data = with_links(document(made.sheets, made.title, "", made.theme), [], [deep])
    assert data.count(b"/Title <FEFF") == 1501
    assert page_count(written(tmp_path / "a.pdf", data)) == 1


def test_an_update_of_what_qt_did_not_write_is_refused_in_one_sentence() -> None:
    with pytest.raises(ExporterError, match="links of the PDF cannot be made"):
        with_links(b"%PDF-1.4 nonsense", [], [])


# --- paper ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "turned", "size"),
    [
        ("A4", "portrait", (595.3, 841.9)),
        ("a4", "landscape", (841.9, 595.3)),
        ("A3", "landscape", (1190.6, 841.9)),
        ("Letter", "portrait", (612, 792)),
        ("100x200", "portrait", (283.5, 566.9)),
    ],
)
def test_the_page_has_the_size_asked_for(
    paper: str, turned: str, size: tuple[float, float], tmp_path: Path
) -> None:
    path = written(tmp_path / "a.pdf", write(material(paper=paper, turned=turned, pages="one")))
    assert page_size(path) == pytest.approx(size, abs=0.6)
    assert page_count(path) == 1
    found = words(path)
    assert not [box.title for box in SAMPLE.boxes.values() if box.title not in found]


@pytest.mark.parametrize("pages", ["tiles", "branches", "one", "auto"])
@pytest.mark.parametrize("paper", ["", "A4"])
def test_nothing_is_lost_however_it_is_cut(pages: str, paper: str, tmp_path: Path) -> None:
    chart = big_chart(120)
    path = written(tmp_path / "a.pdf", write(material(chart, paper=paper, pages=pages)))
    found = words(path)
    assert not [box.title for box in chart.boxes.values() if box.title not in found]
    is_cut = (pages, paper) in (("tiles", "A4"), ("branches", "A4"), ("branches", ""), ("auto", "A4"))
    assert (page_count(path) > 3) == is_cut
    run("pdftoppm", "-r", "20", "-png", str(path), str(tmp_path / "page"))
    assert len(list(tmp_path.glob("page-*.png"))) == page_count(path)


def test_it_is_sharp_at_eight_hundred_percent(tmp_path: Path) -> None:
    """A card enlarged eight times has hardly any grey between ink and paper: nothing was a picture."""
    path = written(tmp_path / "a.pdf", write(material()))
    area = ["-x", "3000", "-y", "2500", "-W", "2000", "-H", "1500"]
    run("pdftoppm", "-r", str(8 * 72), *area, "-gray", "-png", "-singlefile", str(path), str(tmp_path / "p"))
    image = QImage(str(tmp_path / "p.png"))
    grey = bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    edges = sum(abs(one - other) > 100 for one, other in pairwise(grey))
    blurred = sum(40 < abs(one - other) <= 100 for one, other in pairwise(grey))
    assert edges > blurred
