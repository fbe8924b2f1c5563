"""`orgsketch check --format sarif`: valid SARIF 2.1.0, and what stands in it."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.diff import apply
from orgsketch.resources import samples
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from orgsketch.rules.pagetext import plain
from tests.cli.running import Run
from tests.cli.test_check import BESIDE, IN_MARKETING, text_file

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
SAMPLE = next(path for path in samples() if path.stem == "today")


def sarif(run: Run, *arguments: object) -> dict[str, Any]:
    """The one run of a log; its results are valid."""
    log = json.loads(run("check", "--format", "sarif", *arguments).out)
    (only,) = log["runs"]
    driver = {"name": only["tool"]["driver"]["name"]}
    VALIDATOR.validate(
        {**log, "runs": [{**only, "tool": {"driver": driver}}]}
    )  # the rules are always the same
    found: dict[str, Any] = only
    return found


def test_the_schema_of_the_standard_takes_every_sample(run: Run) -> None:
    log = json.loads(run("check", "--format", "sarif", *samples()).out)
    VALIDATOR.validate(log)
    artifacts = [artifact for found in log["runs"] for artifact in found["artifacts"]]
    assert len(artifacts) == len(samples())


def test_the_schema_refuses_what_is_not_sarif() -> None:
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_every_rule_of_the_packs_stands_in_the_driver_with_its_page(run: Run) -> None:
    rules = sarif(run, SAMPLE)["tool"]["driver"]["rules"]
    book = load_book(chartfile.load(SAMPLE).chart.head.packs)
    assert [rule["id"] for rule in rules] == list(book.texts)
    for rule in rules:
        text = book.texts[rule["id"]]
        assert rule["shortDescription"]["text"] == text.title
        page = " ".join(rule["help"]["text"].split())
        assert all(" ".join(plain(source.quote).split()) in page for source in text.sources)
        assert "helpUri" not in rule
        assert "](" not in rule["help"]["markdown"]


def test_results_are_the_findings_and_no_questions(run: Run) -> None:
    chart = chartfile.load(SAMPLE).chart
    report = Engine(load_book(chart.head.packs)).report(chart)
    found = sarif(run, SAMPLE)
    assert [result["message"]["text"] for result in found["results"]] == [f.message for f in report.findings]
    rules = found["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])


def test_only_risks_and_watch_outs_have_a_level(run: Run) -> None:
    levels = {"critical": "error", "major": "warning", "minor": "note", "info": "note"}
    for result in sarif(run, SAMPLE)["results"]:
        kind, severity = result["properties"]["kind"], result["properties"]["severity"]
        is_problem = kind in ("risk", "watch_out")
        assert result["level"] == (levels[severity] if is_problem else "none")
        assert (result["kind"] == "fail") is is_problem


def test_a_result_names_box_and_line(run: Run) -> None:
    result = next(r for r in sarif(run, SAMPLE)["results"] if r["ruleId"] == "UNI102")
    place = result["locations"][0]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == (
        "Chief executive/Marketing/Product marketing"
    )
    line = place["physicalLocation"]["region"]["startLine"]
    text = SAMPLE.read_text(encoding="utf-8").splitlines()[line - 1]
    assert place["logicalLocations"][0]["decoratedName"] in text


def test_the_other_boxes_of_a_team_are_related(run: Run, tmp_path: Path) -> None:
    found = sarif(run, text_file(tmp_path, 'CEO[Marketing["One":PMM "Two":PMM2] Product[PM]]'))
    result = next(result for result in found["results"] if result["ruleId"] == "PMM101")
    names = [result["locations"][0], *result["relatedLocations"]]
    assert [place["logicalLocations"][0]["name"] for place in names] == ["One", "Two"]


def test_a_line_of_shorthand_is_a_region_of_its_file(run: Run, tmp_path: Path) -> None:
    path = text_file(tmp_path, "# charts", IN_MARKETING, BESIDE)
    found = sarif(run, path)
    regions = {r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in found["results"]}
    assert regions == {2, 3}
    assert len(found["artifacts"]) == 1
    assert found["artifacts"][0]["location"]["uri"] == path.as_uri()


def accepted(tmp_path: Path, **said: str) -> Path:
    chart = chartfile.load(SAMPLE).chart
    box = next(b for b in chart.boxes.values() if b.title == "Product marketing").id
    path = tmp_path / "a chart & more.orgsketch"
    chartfile.save(apply(edits.accept(chart, "UNI102", box, **said), chart), path)
    return path


def test_an_accepted_finding_is_suppressed_with_its_reason(run: Run, tmp_path: Path) -> None:
    path = accepted(tmp_path, reason="Until the new head is here", by="Sofia")
    found = sarif(run, path)
    results = [result for result in found["results"] if result["suppressions"]]
    assert [result["ruleId"] for result in results] == ["UNI102"]
    assert results[0]["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "Until the new head is here",
            "properties": {"by": "Sofia"},
        }
    ]
    assert found["artifacts"][0]["location"]["uri"].endswith("a%20chart%20%26%20more.orgsketch")


def test_an_acceptance_that_ran_out_suppresses_nothing(run: Run, tmp_path: Path) -> None:
    path = accepted(tmp_path, reason="For now", until="2020-01-01")
    assert not any(result["suppressions"] for result in sarif(run, path)["results"])


def test_the_fingerprint_stays_when_the_box_moves(run: Run, tmp_path: Path) -> None:
    chart = chartfile.load(SAMPLE).chart
    box = next(b for b in chart.boxes.values() if b.title == "Product marketing")
    under = next(b.id for b in chart.boxes.values() if b.title == "Development")
    path = tmp_path / "moved.orgsketch"
    chartfile.save(apply(edits.move(chart, box.id, under), chart), path)
    results = [r for r in sarif(run, SAMPLE, path)["results"] if r["ruleId"] == "UNI101"]
    before, after = (result["partialFingerprints"] for result in results)
    assert before == after


def test_rules_are_chosen_and_the_bar_holds(run: Run) -> None:
    found = sarif(run, SAMPLE, "--select", "UNI", "--ignore", "UNI102")
    codes = {result["ruleId"] for result in found["results"]}
    assert codes
    assert all(code.startswith("UNI") and code != "UNI102" for code in codes)
    assert run("check", "--format", "sarif", "--fail-on", "never", SAMPLE).code == 0


def test_the_standard_input_is_a_stream(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(SAMPLE.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    found = sarif(run, "-")
    assert found["artifacts"][0]["roles"] == ["analysisTarget", "standardStream"]
    assert all("region" in r["locations"][0]["physicalLocation"] for r in found["results"] if len(r) > 9)


def test_charts_of_other_packs_are_a_run_of_their_own(run: Run, tmp_path: Path) -> None:
    chart = chartfile.load(SAMPLE).chart
    both = apply(edits.change_chart(chart, packs=("product-marketing", "spans-and-layers")), chart)
    path = tmp_path / "both.orgsketch"
    chartfile.save(both, path)
    log = json.loads(run("check", "--format", "sarif", SAMPLE, path).out)
    VALIDATOR.validate(log)
    assert [len(found["artifacts"]) for found in log["runs"]] == [1, 1]
    assert len({len(found["tool"]["driver"]["rules"]) for found in log["runs"]}) == 2


def test_no_chart_is_an_empty_log(run: Run, tmp_path: Path) -> None:
    result = run("check", "--format", "sarif", tmp_path / "none.orgsketch")
    assert result.code == 2
    log = json.loads(result.out)
    VALIDATOR.validate(log)
    assert log["runs"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there a file may be called anything")
def test_a_file_may_be_called_anything(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [os.fsdecode(b"bad\xff.orgsketch"), "a b#%?:é.orgsketch"]
    for name in names:
        Path(name).write_bytes(SAMPLE.read_bytes())
    uris = [artifact["location"]["uri"] for artifact in sarif(run, *names)["artifacts"]]
    assert uris == ["bad%FF.orgsketch", "a%20b%23%25%3F%3A%C3%A9.orgsketch"]
