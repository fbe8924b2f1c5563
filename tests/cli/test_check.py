"""`orgsketch check`: inputs, formats, the bar, the exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from orgsketch.resources import samples
from tests.cli.running import Run
from tests.cli.test_main import ROOT
from tests.files.bad_input import BAD_FILES

IN_MARKETING = "CEO[Marketing[PMM Marcom] Product[PM]]"
BESIDE = "CEO[Marketing[Marcom] Product[PM PMM]]"
QUIET = "CEO @ boxes=part relations=part"


@pytest.fixture
def today() -> Path:
    return next(path for path in samples() if path.stem == "today")


def text_file(folder: Path, *lines: str) -> Path:
    path = folder / "charts.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def codes(out: str) -> list[list[str]]:
    return [[finding["rule"] for finding in chart["findings"]] for chart in json.loads(out)["charts"]]


def test_a_chart_file_is_checked(run: Run, today: Path) -> None:
    result = run("check", today)
    assert result.code == 1
    assert "PMM101" in result.out
    assert str(today) in result.out
    assert result.err == ""


def test_every_line_of_a_text_is_a_chart(run: Run, tmp_path: Path) -> None:
    path = text_file(tmp_path, "# charts", "", IN_MARKETING, BESIDE)
    result = run("check", "--format", "json", path)
    charts = json.loads(result.out)["charts"]
    assert [chart["file"] for chart in charts] == [f"{path}:3", f"{path}:4"]
    assert [chart["title"] for chart in charts] == [IN_MARKETING, BESIDE]
    assert "PMM101" in codes(result.out)[0]
    assert "PMM102" in codes(result.out)[1]


def test_a_mistake_in_a_line_is_placed_and_the_others_still_appear(run: Run, tmp_path: Path) -> None:
    path = text_file(tmp_path, IN_MARKETING, "CEO[Produkt]", BESIDE)
    result = run("check", "--format", "json", path)
    assert result.code == 2
    assert result.sentence.startswith(f"{path}:2:5: ")
    assert len(json.loads(result.out)["charts"]) == 2


def test_a_chart_file_under_another_name_is_known_by_its_content(
    run: Run, tmp_path: Path, today: Path
) -> None:
    path = tmp_path / "chart.txt"
    path.write_bytes(b"\xef\xbb\xbf\n " + today.read_bytes())
    assert json.loads(run("check", "--format", "json", path).out)["charts"][0]["title"]


def test_an_orgsketch_file_is_always_a_chart_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "chart.orgsketch"
    path.write_text(IN_MARKETING)
    assert "is not JSON" in run("check", path).sentence


def test_the_standard_input_can_be_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(IN_MARKETING.encode())))
    assert "PMM101" in run("check", "-").out


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_sentence(name: str, run: Run, tmp_path: Path) -> None:
    path, says = BAD_FILES[name](tmp_path)
    before = sorted(os.listdir(tmp_path))
    result = run("check", path)
    assert result.code == 2
    assert says in result.sentence
    assert result.sentence.startswith(str(path))
    assert result.out == ""
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("name", BAD_FILES)
def test_nothing_is_written_from_a_bad_file(name: str, run: Run, tmp_path: Path) -> None:
    path, says = BAD_FILES[name](tmp_path)
    result = run("export", path, "-o", tmp_path / "out.svg")
    assert result.code == 2
    assert says in result.sentence
    assert not (tmp_path / "out.svg").exists()


def test_each_unreadable_file_is_reported(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "a.txt", tmp_path / "b.orgsketch", text_file(tmp_path, QUIET))
    assert result.code == 2
    assert [line.rpartition("/")[2] for line in result.err.splitlines()] == [
        "a.txt does not exist.",
        "b.orgsketch does not exist.",
    ]
    assert "CEO" in result.out


def test_the_bar_decides_the_exit_code(run: Run, tmp_path: Path) -> None:
    path = text_file(tmp_path, IN_MARKETING)
    findings = json.loads(run("check", "--format", "json", path).out)["charts"][0]["findings"]
    open_warnings = [f for f in findings if f["state"] == "open" and f["kind"] in ("risk", "watch_out")]
    for bar, severities in (
        ("critical", {"critical"}),
        ("major", {"critical", "major"}),
        ("minor", {"critical", "major", "minor"}),
        ("never", set()),
    ):
        wanted = any(finding["severity"] in severities for finding in open_warnings)
        assert run("check", "--fail-on", bar, path).code == int(wanted)
    assert run("check", text_file(tmp_path, QUIET)).code == 0


def test_rules_can_be_selected_and_ignored(run: Run, tmp_path: Path) -> None:
    path = text_file(tmp_path, IN_MARKETING)
    only = run("check", "--format", "json", "--select", "PMM101", "UNI", path)
    assert set(codes(only.out)[0]) >= {"PMM101", "UNI101"}
    assert all(code.startswith(("PMM101", "UNI")) for code in codes(only.out)[0])
    without = run("check", path, "--format", "json", "--ignore", "pmm101,UNI101")
    assert not {"PMM101", "UNI101"} & set(codes(without.out)[0])
    questions = json.loads(only.out)["charts"][0]["questions"]
    assert all(code.startswith(("PMM101", "UNI")) for asked in questions for code in asked["decides"])
    assert run("check", "--select", "CAP104", path).code == 0


def test_an_unknown_rule_is_named(run: Run, tmp_path: Path) -> None:
    assert "PMM999" in run("check", text_file(tmp_path, QUIET), "--select", "PMM999").sentence


def test_json_has_the_shape_of_the_design(run: Run, today: Path) -> None:
    whole = json.loads(run("check", "--format", "json", today).out)
    assert list(whole) == ["orgsketch", "charts"]
    assert whole["orgsketch"] == "1"
    chart = whole["charts"][0]
    assert list(chart) == ["file", "title", "company", "findings", "questions"]
    assert chart["company"]["segment"] == "b2b"
    finding = next(finding for finding in chart["findings"] if finding["rule"] == "PMM101")
    names = "rule name title kind severity theme state message boxes because not_known why fine_when"
    assert list(finding) == [*names.split(), "noted", "sources", "disputed_by", "remedies"]
    assert all(asked.endswith("?") for asked in finding["not_known"])
    assert not [fact for fact in finding["because"] if fact.endswith("?")]
    assert finding["name"] == "pmm-in-marketing"
    assert finding["sources"][0]["voice"] == "Jennifer"
    assert list(finding["sources"][0]) == ["voice", "article", "quote"]
    assert list(finding["disputed_by"][0]) == ["voice", "when", "holds_here", "quote"]
    assert {dispute["holds_here"] for dispute in finding["disputed_by"]} <= {"yes", "no", "unknown"}
    assert all(list(remedy) == ["text", "edits"] for remedy in finding["remedies"])
    assert all(list(asked) == ["fact", "about", "text", "decides"] for asked in chart["questions"])


def test_text_shows_warnings_and_counts_the_rest(run: Run, today: Path) -> None:
    short, long = run("check", today).out, run("check", "-v", today).out
    assert "(-v shows them)" in short
    assert "says: “" not in short
    assert "says: “" in long
    assert len(long) > len(short)
    assert max(map(len, long.splitlines())) <= 160


def test_markdown_leaves_no_markup_of_the_chart(run: Run, tmp_path: Path) -> None:
    path = text_file(tmp_path, 'CEO["<b>*Mkt*</b>":Marketing[PMM] Product[PM]]')
    out = run("check", "--format", "markdown", path).out
    assert out.startswith("# CEO")
    assert "## PMM101" in out
    assert "<b>" not in out


def test_the_line_and_the_file_made_of_it_give_the_same_findings(run: Run, tmp_path: Path) -> None:
    for number, line in enumerate(
        (IN_MARKETING, BESIDE, "CEO[Dev[PM PMM] Marketing[Marcom]] // PMM informs PM @ size=small")
    ):
        made = tmp_path / f"{number}.orgsketch"
        assert run("new", line, "-o", made).code == 0
        from_line = json.loads(run("check", "--format", "json", text_file(tmp_path, line)).out)["charts"][0]
        from_file = json.loads(run("check", "--format", "json", made).out)["charts"][0]
        assert from_line.pop("file") != from_file.pop("file")
        assert from_line == from_file


def test_check_never_loads_qt(today: Path) -> None:
    code = (
        "import sys, orgsketch.cli as c; c.main(['check', sys.argv[1]]);"
        "print([name for name in sys.modules if name.startswith('PySide6')], file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(today)], capture_output=True, text=True, env=env, timeout=60
    )
    assert done.stderr == "[]\n"
    assert "PMM101" in done.stdout


def test_units_and_in_whose_context_a_finding_holds_are_told(run: Run) -> None:
    lines = next(path for path in samples() if path.stem == "two-product-lines")
    text = run("check", lines).out
    assert "Product marketing offices, in the context of Halden for offices\n" in text
    assert "In Halden for offices none of it sits there." in " ".join(text.split())
    markdown = run("check", "--format", "markdown", lines).out
    assert "on Product marketing offices, in the context of Halden for offices" in markdown
    (chart,) = json.loads(run("check", "--format", "json", lines).out)["charts"]
    says = {unit["title"]: unit["says"] for unit in chart["units"]}
    assert says["Halden at home"]["segment"] == "consumer"
    of_rule = {finding["rule"]: finding.get("unit") for finding in chart["findings"]}
    offices = next(unit["box"] for unit in chart["units"] if unit["title"] == "Halden for offices")
    assert (of_rule["CTX101"], of_rule["DEV104"]) == (offices, None)
    sarif = json.loads(run("check", "--format", "sarif", lines).out)
    results = {result["ruleId"]: result["properties"].get("unit") for result in sarif["runs"][0]["results"]}
    assert results["CTX101"] == offices
