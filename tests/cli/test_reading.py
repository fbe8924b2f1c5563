"""Commands that only print: diff, textconv, rules, help, doctor."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from orgsketch.cli import doctor
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.diff import apply
from orgsketch.resources import samples
from tests.cli.running import Run
from tests.cli.test_main import process
from tests.files.bad_input import BAD_FILES, chart_text

TODAY, BESIDE = (next(path for path in samples() if path.stem == name) for name in ("today", "pmm-beside-pm"))


def test_diff_says_what_moved(run: Run) -> None:
    result = run("diff", TODAY, BESIDE)
    assert result.code == 1
    assert "\n> Product marketing: manager Marketing -> Product\n" in result.out
    assert "\n+ Product marketing – partners with – Marketing (launch plan)\n" in result.out
    assert result.out.startswith("Another case\n~ The company: ")
    assert "\nPMM101 PMM in marketing turns tactical: Major · Product marketing\n" in result.out
    assert "\x1b[34m> Product marketing" in run("diff", "--color", "always", TODAY, BESIDE).out


@pytest.mark.parametrize("format", ["markdown", "html", "svg", "json"])
def test_diff_in_other_forms_is_whole_and_escaped(run: Run, format: str, tmp_path: Path) -> None:
    chart = chartfile.open_strictly(BESIDE).chart
    box = next(box for box in chart.boxes.values() if box.title == "Marcom")
    hostile = apply(edits.rename(chart, box.id, "<script>*x* & [y](z)"), chart)
    path, out = tmp_path / "b.orgsketch", tmp_path / f"out.{format}"
    chartfile.save(hostile, path)
    assert run("diff", TODAY, path, "--format", format, "-o", out).code == 1
    text = out.read_text(encoding="utf-8")
    if format == "json":
        assert "<script>*x* & [y](z)" in {row["now"] for row in json.loads(text)["changes"]}
        return
    assert "<script>" not in text
    assert "was under Marketing" in text or "Marketing → Product" in text
    if format == "svg":
        import xml.etree.ElementTree as XML

        XML.fromstring(text.encode())
    assert "already there" in run("diff", TODAY, path, "--format", format, "-o", out).sentence


def test_diff_of_the_same_is_nothing(run: Run) -> None:
    result = run("diff", TODAY, TODAY)
    assert (result.code, result.out) == (0, "")


def test_diff_as_json_names_records(run: Run) -> None:
    found = json.loads(run("diff", "--format", "json", TODAY, BESIDE).out)
    moved = [key for key, fields in found["boxes"]["changed"].items() if "reports_to" in fields]
    assert len(moved) == 1
    assert found["boxes"]["added"] == found["boxes"]["removed"] == []
    assert found["relations"]["added"]


@pytest.mark.parametrize("name", BAD_FILES)
def test_textconv_never_fails(name: str, tmp_path: Path) -> None:
    path, _says = BAD_FILES[name](tmp_path)
    done = process_bytes("textconv", str(path))
    assert done.returncode == 0
    assert done.stderr == b""


def test_textconv_prints_charts_as_outlines_and_the_rest_as_it_is(tmp_path: Path) -> None:
    outline = process_bytes("textconv", str(TODAY)).stdout.decode()
    assert "\n  Marketing (marketing), reports to Chief executive\n" in outline
    assert "people: Ana Ruiz" in outline
    assert "informs: Events -> Sales EMEA trade fair calendar" in outline
    path = tmp_path / "broken.orgsketch"
    path.write_bytes(b"\xff\x00 raw \r\n")
    assert process_bytes("textconv", str(path)).stdout == b"\xff\x00 raw \r\n"
    path.write_text(chart_text('"b_1": {"reports_to": "b_2"}'))
    assert b"! line 6" in process_bytes("textconv", str(path)).stdout


def process_bytes(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    import sys

    from tests.cli.test_main import ROOT

    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "orgsketch", *arguments], capture_output=True, env=env, timeout=60
    )


def test_rules_are_listed_and_shown(run: Run) -> None:
    listed = run("rules", "list").out
    assert "PMM101  risk" in listed
    shown = run("rules", "show", "pmm101").out
    assert "tactical delivery vehicle" in shown
    assert "Jennifer" in shown
    assert "Near miss:" in shown
    assert run("help", "PMM101").out == shown
    assert "did you mean" in run("rules", "show", "PMM1O1").sentence


def test_a_folder_of_rule_pages(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    assert "index.html" in run("rules", "pages", folder).out
    assert "PMM101.html" in (folder / "index.html").read_text(encoding="utf-8")
    assert "Jennifer" in (folder / "PMM101.html").read_text(encoding="utf-8")
    assert "already there" in run("rules", "pages", folder).sentence


def test_a_new_pack_is_sound(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own-rules"
    assert run("rules", "new", folder).code == 0
    tested = run("rules", "test", folder)
    assert tested.out == "1 rules, 0 mistakes in their examples\n"
    assert tested.code == 0
    charts = tmp_path / "charts.txt"
    charts.write_text("CEO[Sales[Dev]]\n")
    assert "OWN101" in run("check", "--packs", folder, charts).out
    assert "OWN101" in run("check", charts, "--packs", tmp_path).out
    assert "already there" in run("rules", "new", folder).sentence
    assert "no name for a pack" in run("rules", "new", tmp_path / "Own Rules").sentence


def test_an_example_that_misbehaves_is_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own-rules"
    run("rules", "new", folder)
    rule = folder / "rules/own.toml"
    rule.write_text(rule.read_text().replace('fires = "CEO[Sales[Dev]]"', 'fires = "CEO[Sales Dev]"'))
    result = run("rules", "test", folder)
    assert result.code == 1
    assert "OWN101: does not fire on its example CEO[Sales Dev]" in result.out


def test_a_folder_that_is_no_pack_is_named(run: Run, tmp_path: Path) -> None:
    assert "pack.toml" in run("rules", "test", tmp_path).sentence
    assert "no folder of rule packs" in run("check", TODAY, "--packs", tmp_path / "none").sentence


def test_help_has_pages_terms_and_an_overview(run: Run) -> None:
    assert "shorthand" in run("help").out
    assert "boxes // relations @" in run("help", "shorthand").out
    assert run("help", "Dedicated PMM").out.startswith("Dedicated PMM\n")


def test_doctor_finds_this_installation_sound() -> None:
    done = process("doctor")
    assert done.returncode == 0, done.stdout
    assert "Everything that Orgsketch needs is here." in done.stdout
    for name in ("Python", "PySide6-Essentials", "Qt", "fonts", "settings", "resources", "rule packs"):
        assert f"\n{name} " in f"\n{done.stdout}"


def test_doctor_names_the_package_that_is_missing() -> None:
    complaint = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
    assert doctor.qt_problem(complaint) == "Qt misses libEGL.so.1: apt install libegl1"
    assert doctor.qt_problem("Aborted") == "Qt does not start: Aborted"


def test_diff_pairs_what_shares_no_ids(run: Run, tmp_path: Path) -> None:
    from orgsketch.files import chartfile
    from tests.organisations import months_later, organisation

    months = months_later(organisation(80, 2, emails=0.0), 5)
    before, after = tmp_path / "before.orgsketch", tmp_path / "after.orgsketch"
    chartfile.save(months.before, before)
    chartfile.save(months.after, after)
    strangers = json.loads(run("diff", "--format", "json", before, after).out)
    assert strangers["counts"]["removed"] >= 80
    done = run("diff", "--match", "--format", "json", before, after)
    assert json.loads(done.out)["counts"]["removed"] < 20
    assert "not sure: " in done.err
