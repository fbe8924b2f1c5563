"""merge and compare on the command line; git itself is in tests/git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from orgsketch.compare.disputes import dispute
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.merge import merge
from orgsketch.model.records import Answer, Person
from orgsketch.resources import samples
from tests.charts import do, org
from tests.cli.running import Run

BASE = org(ceo=None, product="ceo", marketing="ceo", pm="product", pmm="marketing")
TODAY, BESIDE, BLENDED = (
    next(path for path in samples() if path.stem == name)
    for name in ("today", "pmm-beside-pm", "blended-role")
)


def saved(folder: Path, **versions: Chart) -> list[Path]:
    paths = [folder / f"{name}.orgsketch" for name in versions]
    for path, chart in zip(paths, versions.values(), strict=True):
        chartfile.save(chart, path)
    return paths


def test_what_nobody_disputes_is_merged(run: Run, tmp_path: Path) -> None:
    paths = saved(
        tmp_path,
        base=BASE,
        ours=do(BASE, edits.rename, "b_pmm", "Positioning"),
        theirs=do(BASE, edits.move, "b_pmm", "b_product"),
    )
    out = tmp_path / "out.orgsketch"
    result = run("merge", *paths, "-o", out)
    assert (result.code, result.err) == (0, "")
    merged = chartfile.open_strictly(out).chart.boxes["b_pmm"]
    assert (merged.title, merged.reports_to) == ("Positioning", "b_product")
    assert "already there" in run("merge", *paths, "-o", out).sentence
    assert run("merge", *paths, "-o", out, "--force").code == 0


def test_what_is_disputed_is_told_and_kept(run: Run, tmp_path: Path) -> None:
    paths = saved(
        tmp_path,
        base=BASE,
        ours=do(BASE, edits.rename, "b_pmm", "One"),
        theirs=do(BASE, edits.rename, "b_pmm", "Two"),
    )
    out = tmp_path / "out.orgsketch"
    result = run("merge", *paths, "-o", out)
    assert result.code == 1
    assert "One: title – ours: One; theirs: Two" in result.err
    assert len(chartfile.open_strictly(out).chart.conflicts) == 1
    assert run("check", "--fail-on", "never", out).code == 1

    assert run("merge", out, "--take", "theirs").code == 0
    assert chartfile.open_strictly(out).chart.boxes["b_pmm"].title == "Two"
    assert run("check", "--fail-on", "never", out).code == 0


@pytest.mark.parametrize("content", [b"{", b"", b"\xff"])
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    base, ours = saved(tmp_path, base=BASE, ours=do(BASE, edits.rename, "b_pmm", "One"))
    theirs, out = tmp_path / "theirs.orgsketch", tmp_path / "out.orgsketch"
    theirs.write_bytes(content)
    result = run("merge", base, ours, theirs, "-o", out)
    assert result.code == 2
    assert result.sentence
    assert not out.exists()
    kept = ours.read_bytes()
    assert run("merge", base, ours, theirs, "-o", ours).code == 2
    assert ours.read_bytes() == kept


def test_the_driver_never_loses_a_side(run: Run, tmp_path: Path) -> None:
    base, ours = saved(tmp_path, base=BASE, ours=do(BASE, edits.rename, "b_pmm", "One"))
    theirs = tmp_path / "theirs.orgsketch"
    theirs.write_bytes(base.read_bytes().replace(b'"Pmm"', b'"Theirs",,'))
    result = run("merge", "--driver", base, ours, theirs, "--path", "plan.orgsketch")
    assert result.code == 1
    assert "plan.orgsketch: merged by lines" in result.err
    assert b'"One"' in ours.read_bytes()
    assert b'"Theirs"' in ours.read_bytes()


def test_wrong_use_is_one_sentence(run: Run, tmp_path: Path) -> None:
    assert "BASE OURS THEIRS" in run("merge", tmp_path, tmp_path).sentence
    assert "does not exist" in run("merge", tmp_path / "no").sentence
    assert "only one chart" in run("compare", TODAY).sentence
    assert "give two" in run("compare", TODAY, BESIDE, BLENDED, "--plan").sentence
    assert "-o OUT.xlsx" in run("compare", TODAY, BESIDE, "--format", "xlsx").sentence


def test_options_side_by_side(run: Run, tmp_path: Path) -> None:
    assert "Widest span of control" in run("compare", TODAY, BESIDE, BLENDED).out
    told = json.loads(run("compare", TODAY, BESIDE, "--format", "json").out)
    assert len(told["options"]) == 2
    assert "| Boxes | 22 | 22 |" in run("compare", TODAY, BESIDE, "--format", "markdown").out
    out = tmp_path / "matrix.xlsx"
    assert run("compare", TODAY, BESIDE, "--format", "xlsx", "-o", out).code == 0
    from openpyxl import load_workbook

    book = load_workbook(out)
    assert book.sheetnames[0] == "Options"
    assert len(book.sheetnames) == 2
    assert "1. Move Product marketing" in run("compare", TODAY, BESIDE, "--plan").out


def test_every_kind_of_conflict_is_told_in_words() -> None:
    hired = do(BASE, edits.set_people, "b_pm", [Person("p_1", "Ana", "a@x.org")])
    base = do(hired, edits.set_people, "b_pm", [])
    pairs = [
        (base, do(base, edits.move, "b_pmm", "b_product"), do(base, edits.move, "b_pmm", "b_ceo")),
        (base, do(base, edits.remove, "b_pmm"), do(base, edits.set_headcount, "b_pmm", 3)),
        (base, do(base, edits.remove, "b_product"), do(base, edits.add, "New", [], "b_product")),
        (base, do(base, edits.remove, "b_pmm"), do(base, edits.draw, "serves", "b_pmm", "b_pm")),
        (
            base,
            do(base, edits.move, "b_product", "b_marketing"),
            do(base, edits.move, "b_marketing", "b_product"),
        ),
        (base, do(base, edits.add, "One", id="b_x"), do(base, edits.add, "Two", id="b_x")),
        (base, do(base, edits.set_people, "b_pm", ["p_1"]), do(base, edits.set_people, "b_pmm", ["p_1"])),
        (
            base,
            do(base, edits.answer, None, "size", Answer("big")),
            do(base, edits.answer, None, "size", Answer("small")),
        ),
    ]
    told = {}
    for three in pairs:
        result = merge(*three)
        (conflict,) = result.conflicts
        found = dispute(result.chart, conflict)
        told[conflict.kind] = found.sentence
        assert found.box in (*result.chart.boxes, "")
    assert told["moved_twice"] == "Pmm: manager – ours: Product; theirs: Ceo"
    assert told["changed_and_removed"].endswith("ours: removed; theirs: Pmm")
    assert "Marketing: Ceo" in told["reporting_loop"]
    assert told["changed_twice"] == "The chart: size – ours: big; theirs: small"
    assert len(told) == 8
