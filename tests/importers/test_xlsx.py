"""Workbooks of strangers: read whole when they are honest, refused in one sentence when they are not."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from orgsketch.errors import ImporterError
from orgsketch.importers import xlsx
from orgsketch.importers.fenced import fenced


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a title row, numbers, a date, an empty first sheet and a hidden one."""
    made = Workbook()
    made.active.title = "Empty"
    hidden = made.create_sheet("Hidden")
    hidden.append(["no"])
    hidden.sheet_state = "hidden"
    sheet = made.create_sheet("Staff")
    sheet.append(["ID", "Name", "FTE", "Since", "Vacant"])
    sheet.append([7, "Ana _x005F_x000D_", 1.5, datetime(2027, 1, 31), True])
    sheet.append(["=1+1", None, 3.0])
    path = tmp_path / "staff.xlsx"
    made.save(path)
    return path


def test_cells_are_read_as_a_person_reads_them(book: Path) -> None:
    assert xlsx.rows(book) == [
        ["ID", "Name", "FTE", "Since", "Vacant"],
        ["7", "Ana _x000D_", "1.5", "2027-01-31", "yes"],
        ["", "", "3"],
    ]


def rezipped(path: Path, name: str, change: Callable[[bytes], bytes], extra: str = "") -> None:
    """Change one member of an archive, or add one."""
    with zipfile.ZipFile(path) as old:
        members = {item: old.read(item) for item in old.namelist()}
    members[name] = change(members.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item, content in members.items():
            new.writestr(item, content)


def refused(path: Path) -> str:
    with pytest.raises(ImporterError) as error:
        xlsx.rows(path)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no XLSX workbook"),
        (b"id,name\n1,Ana\n", "no XLSX workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
        (b"PK\x03\x04 broken", "no XLSX workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert says in refused(path)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "nowhere.xlsx")


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert "no XLSX workbook" in refused(path)


def test_macros_are_refused(book: Path) -> None:
    rezipped(book, "xl/vbaProject.bin", lambda _: b"code")
    assert "macros" in refused(book)


def test_a_bomb_is_refused_before_it_is_unpacked(book: Path) -> None:
    rezipped(book, "xl/sharedStrings.xml", lambda _: b"<sst>" + b" " * 50_000_000)
    start = time.perf_counter()
    assert "unpacks to more" in refused(book)
    assert time.perf_counter() - start < 2


def test_thousands_of_members_are_refused(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        for number in range(xlsx.MAX_MEMBERS):
            archive.writestr(f"docProps/{number}", "")
    assert "unpacks to more" in refused(book)


def test_entities_are_refused(book: Path) -> None:
    lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    rezipped(book, "xl/worksheets/sheet3.xml", lambda xml: xml.replace(b"<worksheet", lol + b"<worksheet", 1))
    assert "damaged" in refused(book)


def test_a_damaged_sheet_is_a_sentence(book: Path) -> None:
    rezipped(book, "xl/worksheets/sheet3.xml", lambda xml: xml[:200])
    assert "damaged" in refused(book)


def test_an_empty_workbook_is_a_sentence(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "x.xlsx")
    assert "empty" in refused(tmp_path / "x.xlsx")


def test_a_cell_in_the_last_corner_costs_nothing(book: Path) -> None:
    made = load_workbook(book)
    made["Staff"]["XFD4"] = "far right"
    made.save(book)
    assert len(xlsx.rows(book)) == 3
    made["Staff"]["A1048576"] = "far below"
    made.save(book)
    assert "more than 50,000 rows" in refused(book)


def eats(count: int) -> int:
    return len(bytearray(count))


def sleeps(seconds: float) -> None:
    time.sleep(seconds)


def crashes() -> None:
    import os

    os._exit(3)


def test_the_fence_holds() -> None:
    assert fenced(eats, 10) == 10
    with pytest.raises(ImporterError, match="more memory"):
        fenced(eats, 1 << 31)
    with pytest.raises(ImporterError, match=r"longer than 0\.5 seconds"):
        fenced(sleeps, 60.0, seconds=0.5)
    with pytest.raises(ImporterError, match="more memory"):
        fenced(crashes)
    with pytest.raises(ImporterError, match="TypeError"):
        fenced(eats, "no number")
