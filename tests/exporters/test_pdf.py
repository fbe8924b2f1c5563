"""PDF: every word can be found again by another program, on a page that fits."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from orgsketch.drawing.picture import Picture
from orgsketch.exporters.pdf import LONGEST_SIDE, POINTS, pages, write
from tests.charts import big_chart
from tests.exporters.material import SAMPLE, material, naughty, titled

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.outside("pdftotext", "pdfinfo", "pdftoppm")]


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
    assert re.search(r"Pages:\s+1\n", run("pdfinfo", str(path)))


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


def test_a_page_is_never_larger_than_a_pdf_can_be() -> None:
    for wide, tall in ((100, 100), (19_000, 900), (40_000, 900), (400_000, 9_000), (9_000, 400_000)):
        parts = list(pages(Picture(wide, tall, ())))
        assert all(
            max(part.width(), part.height()) * scale * POINTS <= LONGEST_SIDE + 0.01 for part, scale in parts
        )
        if len(parts) > 1:
            assert all(scale == 1 for _part, scale in parts[1:])
            assert max(part.right() for part, _scale in parts) == pytest.approx(wide)
            assert max(part.bottom() for part, _scale in parts) == pytest.approx(tall)


def test_readable_text_stays_on_one_page_else_there_are_tiles() -> None:
    assert len(list(pages(Picture(45_000, 900, ())))) == 1
    tiles = list(pages(Picture(60_000, 900, ())))
    assert len(tiles) == 5
    for (one, _), (other, _) in pairwise(tiles[1:]):
        assert one.right() - other.left() >= 200


def test_tiles_hold_every_title(tmp_path: Path) -> None:
    chart = big_chart(2500)
    path = written(tmp_path / "a.pdf", write(material(chart)))
    assert int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", str(path))).group(1)) > 2  # type: ignore[union-attr]
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
