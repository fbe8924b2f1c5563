"""The export beside the window: jobs in, answers out, no fault ends it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from PySide6.QtGui import QImage

from orgsketch.exporters import EXPORTERS, FORMATS
from orgsketch.exporters.serving import serve
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from tests.charts import do
from tests.exporters.material import SAMPLE

pytestmark = pytest.mark.usefixtures("qapp")


def done(*jobs: dict[str, Any], chart: Chart = SAMPLE, baseline: Chart | None = None) -> list[dict[str, Any]]:
    """The answers to jobs about a chart."""
    told = {
        "chart": chartfile.to_bytes(chart).decode(),
        "baseline": chartfile.to_bytes(baseline).decode() if baseline else "",
        "packs": [],
    }
    numbered = [{"id": number, **job} for number, job in enumerate(jobs)]
    answers: list[str] = []
    assert serve([json.dumps(line).encode() for line in (told, *numbered)], answers.append) == 0
    made = [json.loads(answer) for answer in answers]
    assert [answer.pop("id") for answer in made] == list(range(len(jobs)))
    return made


def test_every_format_is_written(tmp_path: Path) -> None:
    jobs = [{"path": str(tmp_path / f"x{suffix}"), "options": {}} for suffix in EXPORTERS]
    assert done(*jobs, baseline=SAMPLE) == [{"error": "", "remark": ""}] * len(jobs)
    assert all((tmp_path / f"x{suffix}").stat().st_size > 100 for suffix in EXPORTERS)


def test_a_job_that_fails_is_told_and_the_next_is_done(tmp_path: Path) -> None:
    good = {"path": str(tmp_path / "x.svg"), "options": {"names": "none"}}
    answers = done(
        {"path": str(tmp_path / "no" / "x.svg"), "options": {}},
        {"path": str(tmp_path / "x.pdf"), "options": {"paper": "A99"}},
        {"path": str(tmp_path / "x.pdf"), "options": {"branch": "b_gone"}},
        {"path": str(tmp_path / "x.xyz"), "options": {}},
        {"path": str(tmp_path / "x.svg"), "options": {"colour": "red"}},
        good,
    )
    assert all(answer["error"].endswith(".") for answer in answers[:-1])
    assert answers[-1] == {"error": "", "remark": ""}
    assert "Ana Ruiz" not in (tmp_path / "x.svg").read_text("utf-8")


@pytest.mark.parametrize("suffix", sorted(EXPORTERS))
def test_every_format_has_a_preview(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "preview"
    job = {"path": str(path), "suffix": suffix, "options": {}, "page": 0, "width": 300, "height": 200}
    (answer,) = done(job)
    if answer["text"]:
        assert "Product" in answer["text"]
    else:
        image = QImage(str(path))
        assert image.width() <= 301
        assert image.height() <= 201
        assert max(image.width() / 300, image.height() / 200) > 0.9


@pytest.mark.parametrize("what", ["changes", "matrix"])
def test_comparisons_are_written_and_previewed(what: str, tmp_path: Path) -> None:
    one = chartfile.to_bytes(SAMPLE).decode()
    other = chartfile.to_bytes(do(SAMPLE, edits.move, "b_pmm", "b_product")).decode()
    told = {"what": what, "chart": other, "baseline": one, "charts": [one, other], "packs": []}
    jobs: list[dict[str, Any]] = []
    for suffix in FORMATS[what]:
        jobs.append({"path": str(tmp_path / f"x{suffix}"), "options": {}})
        preview = {"suffix": suffix, "options": {}, "page": 0, "width": 300, "height": 200}
        jobs.append({"path": str(tmp_path / f"p{suffix}"), **preview})
    lines = [told, *({"id": number, **job} for number, job in enumerate(jobs))]
    answers: list[str] = []
    assert serve([json.dumps(line).encode() for line in lines], answers.append) == 0
    assert [json.loads(answer)["error"] for answer in answers] == [""] * len(jobs)
    assert all((tmp_path / f"x{suffix}").stat().st_size > 500 for suffix in FORMATS[what])


def test_the_pages_of_a_pdf_can_be_turned(tmp_path: Path) -> None:
    path = tmp_path / "preview"
    job = {"path": str(path), "suffix": ".pdf", "width": 300, "height": 200}
    options = {"paper": "A5", "pages": "branches"}
    first, last, beyond = done(*({**job, "options": options, "page": page} for page in (0, 1, 999)))
    assert first["pages"] == last["pages"] == beyond["pages"] >= 1
    assert first["error"] == beyond["error"] == ""


def test_a_chart_that_cannot_be_read_is_told() -> None:
    answers: list[str] = []
    told = {"chart": "{}", "baseline": "", "packs": []}
    assert serve([json.dumps(told).encode()], answers.append) == 2
    assert json.loads(answers[0])["error"]


def test_the_preview_of_slides_shows_the_slides_that_are_written(tmp_path: Path) -> None:
    path, made = tmp_path / "preview", tmp_path / "x.pptx"
    job = {"path": str(path), "suffix": ".pptx", "options": {}, "width": 640, "height": 360}
    seen: list[bytes] = []
    slides = 0
    for page in (0, 1, 6, 999):
        answer, _written = done({**job, "page": page}, {"path": str(made), "options": {}})
        slides = len(Presentation(str(made)).slides)
        assert answer == {"error": "", "pages": slides, "text": ""}
        seen.append(path.read_bytes())
    assert slides == 7
    assert len(set(seen)) == 3
    assert seen[2] == seen[3]
