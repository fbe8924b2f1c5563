"""Commands that write: new, import, export; and what they refuse to replace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orgsketch.files import chartfile
from orgsketch.model import tree
from orgsketch.resources import samples
from tests.cli.running import Run

LINE = "CEO[Marketing[PMM Marcom] Product[PM]]"
TABLE = "id,name,title,manager\n1,Ann,CEO,\n2,Bob,VP Product,1\n3,Cy,PM,9\n"


def test_new_writes_the_chart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.orgsketch"
    result = run("new", LINE, "-o", path, "--title", "Today\n now")
    assert (result.code, result.out) == (0, f"{path}: 6 boxes\n")
    chart = chartfile.open_strictly(path).chart
    assert chart.title == "Today now"
    assert chart.head.complete.boxes


def test_the_same_line_gives_the_same_file(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("new", LINE, "-o", tmp_path / f"{name}.orgsketch")
    assert (tmp_path / "a.orgsketch").read_bytes() == (tmp_path / "b.orgsketch").read_bytes()


def test_a_file_is_replaced_only_when_told(run: Run, tmp_path: Path) -> None:
    path, table = tmp_path / "a.orgsketch", tmp_path / "t.csv"
    path.write_text("mine")
    table.write_text(TABLE)
    for command in (("new", LINE), ("import", table)):
        assert "--force replaces it" in run(*command, "-o", path).sentence
        assert path.read_text() == "mine"
    assert run("new", LINE, "-o", path, "--force").code == 0
    assert chartfile.open_strictly(path).chart.boxes


@pytest.mark.parametrize(
    "line", ["", "CEO[", "CEO]", "Unknown", "CEO // CEO eats CEO", "CEO @ size=huge", "\x00"]
)
def test_a_wrong_line_writes_nothing(line: str, run: Run, tmp_path: Path) -> None:
    result = run("new", line, "-o", tmp_path / "a.orgsketch")
    assert result.code == 2
    assert "column" in result.sentence
    assert os.listdir(tmp_path) == []


def test_a_chart_file_is_called_one(run: Run, tmp_path: Path) -> None:
    assert "must end in .orgsketch" in run("new", LINE, "-o", tmp_path / "a.txt").sentence
    assert "could not be written" in run("new", LINE, "-o", tmp_path / "no/a.orgsketch").sentence


def test_import_says_what_it_read_and_what_was_odd(run: Run, tmp_path: Path) -> None:
    table, path = tmp_path / "staff.csv", tmp_path / "staff.orgsketch"
    table.write_text(TABLE)
    result = run("import", table, "-o", path)
    assert result.code == 0
    assert "3 boxes, 2 without a manager, 2 layers" in result.out
    assert "manager from 'manager'" in result.out
    assert (
        result.sentence
        == f"{table}: row 4 names the manager 9, who is not in the table; it waits on the bench."
    )
    assert chartfile.open_strictly(path).chart.title == "staff"


def test_columns_are_mapped(run: Run, tmp_path: Path) -> None:
    table, path = tmp_path / "staff.csv", tmp_path / "staff.orgsketch"
    table.write_text("key,who,boss=es\n1,Ann,\n2,Bob,1\n")
    result = run(
        "import", table, "-o", path, "--map", "key=id", "--map", "who=name", "--map", "boss=es=manager"
    )
    assert result.code == 0
    assert tree.layers(chartfile.open_strictly(path).chart) == 2


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "id,manager\n", "PK\x03\x04"])
def test_a_bad_table_writes_nothing(content: str, run: Run, tmp_path: Path) -> None:
    table = tmp_path / "staff.csv"
    table.write_text(content)
    result = run("import", table, "-o", tmp_path / "a.orgsketch")
    assert result.code == 2
    assert str(table) in result.sentence
    assert os.listdir(tmp_path) == ["staff.csv"]


def test_the_oracle_sample_goes_the_whole_way(run: Run, shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "hr.orgsketch"
    result = run("import", shared / "data/oracle-hr-orgchart/data.csv", "-o", path)
    assert "107 boxes, 1 without a manager, 4 layers" in result.out
    assert run("check", path, "--fail-on", "never").code == 0
    pictures = [tmp_path / f"hr.{suffix}" for suffix in ("pdf", "svg", "png")]
    assert run("export", path, *(part for picture in pictures for part in ("-o", picture))).code == 0
    assert all(picture.stat().st_size > 10_000 for picture in pictures)


def test_export_writes_what_the_name_says(run: Run, tmp_path: Path) -> None:
    today = next(path for path in samples() if path.stem == "today")
    picture = tmp_path / "today.svg"
    result = run("export", today, "-o", picture, "--title", "For the board", "--branch", "Marketing")
    assert (result.code, result.out) == (0, f"{picture}\n")
    svg = picture.read_text(encoding="utf-8")
    assert "For the board" in svg
    assert "Firmware" not in svg
    assert run("export", today, "-o", picture).code == 0  # a picture is only ever made
    assert "Firmware" in picture.read_text(encoding="utf-8")


def test_export_refuses_what_it_cannot_do(run: Run, tmp_path: Path) -> None:
    today = next(path for path in samples() if path.stem == "today")
    out = tmp_path / "out.svg"
    two = tmp_path / "two.txt"
    two.write_text("CEO\nCEO\n")
    for arguments, says in (
        ((today, "-o", tmp_path / "out.xyz"), "must end in"),
        ((today, "-o", out, "--branch", "Marketting"), "did you mean Marketing?"),
        ((today, "-o", out, "--findings", "PMM9"), "no rule PMM9"),
        ((today, "-o", out, "--findings", ""), "takes all, none, or codes of rules"),
        ((today, "-o", out, "--focus", "Nobody"), "no box is called 'Nobody'"),
        ((today, "-o", out, "--focus", "Product", "--branch", "Marketing"), "give one of them"),
        (
            (today, "-o", out, "--color-by", "Site"),
            "no box has a column 'Site'",
        ),
        ((today, "-o", out, "-o", out), "is named twice"),
        ((today, "-o", out, "--preset", "nothing"), "choose one of board-slide"),
        ((today, "-o", out, "--paper", "A99"), "is no paper size"),
        ((today, "-o", out, "--names", "some"), "invalid choice"),
        ((two, "-o", out), "holds 2 charts"),
        ((today, "-o", tmp_path / "no/out.svg"), "cannot be written"),
    ):
        result = run("export", *arguments)
        assert result.code == 2
        assert says in result.sentence
    assert os.listdir(tmp_path) == ["two.txt"]


@pytest.mark.parametrize("command", ["diff", "compare"])
def test_a_comparison_that_cannot_be_written_is_a_sentence(run: Run, tmp_path: Path, command: str) -> None:
    one, other = (path for path in samples() if path.stem in ("today", "shared-pmm"))
    for arguments, says in (
        (("-o", tmp_path / "a.csv"), "a.csv cannot be written: the name must end in one of .txt, .md"),
        (("-o", tmp_path / "a"), "the name must end in"),
        (("-o", tmp_path / "a.md", "-o", tmp_path / "b.html"), "-o is given twice"),
        (("-o", tmp_path / "no" / "a.md"), f"there is no folder {tmp_path / 'no'}"),
        (("--format", "pdf"), "needs a file"),
        (("-o", tmp_path / "a.pdf", "--paper", "A99"), "is no paper size"),
        (("-o", tmp_path / "a.pptx", "--template", tmp_path / "none.pptx"), "cannot be used"),
    ):
        result = run(command, one, other, *arguments)
        assert result.code == 2
        assert says in result.sentence
    assert os.listdir(tmp_path) == []
    assert run(command, one, other, "-o", tmp_path / "a.txt").code in (0, 1)
    assert run(command, one, other, "--format", "html", "-o", tmp_path / "page").code in (0, 1)


def test_a_table_that_is_there_is_not_replaced(run: Run, tmp_path: Path) -> None:
    today = next(path for path in samples() if path.stem == "today")
    table = tmp_path / "graph.dot"
    table.write_text("mine")
    assert "--force" in run("export", today, "-o", table).sentence
    assert table.read_text() == "mine"
    assert run("export", today, "-o", table, "--force").code == 0


def test_flags_go_before_the_preset(run: Run, tmp_path: Path) -> None:
    today = next(path for path in samples() if path.stem == "today")
    made = [tmp_path / name for name in ("a.svg", "b.md", "c.json")]
    outputs = [part for path in made for part in ("-o", path)]
    result = run("export", today, *outputs, "--preset", "annex-without-names", "--title", "Annex 3")
    assert result.code == 0
    assert result.err.splitlines() == [f"{n} of 3: {path}" for n, path in enumerate(made, 1)]
    texts = [path.read_text("utf-8") for path in made]
    assert not any("Ana Ruiz" in text for text in texts)
    assert "Annex 3" in texts[0]
    assert run("export", today, "-o", made[0], "--preset", "annex-without-names", "--names", "full").code == 0
    assert "Ana Ruiz" in made[0].read_text("utf-8")


def test_what_is_on_it_is_said_with_flags(run: Run, tmp_path: Path) -> None:
    today = next(path for path in samples() if path.stem == "today")
    picture = tmp_path / "today.svg"
    plain = ("--findings", "none", "--no-keys", "--no-rationale", "--focus", "Marketing", "--mark", "Draft")
    assert run("export", today, "-o", picture, *plain).code == 0
    svg = picture.read_text("utf-8")
    assert "Draft" in svg
    assert "Chief executive" in svg
    for absent in ("Firmware", "Critical", "Split, with nothing"):
        assert absent not in svg
