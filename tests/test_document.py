"""An open chart: edits, undo, merging of typing, previews, saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsketch.document import Document, blank
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Head


@dataclass
class Counting:
    """An engine that finds nothing and remembers what it was asked."""

    book: Any = None
    packs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.calls: list[str] = []

    def report(self, chart: Chart) -> Any:
        self.calls.append("report")
        return SimpleNamespace(findings=(), questions=(), boxes=len(chart.boxes))

    def advance(self, report: Any, diff: ChartDiff, chart: Chart) -> Any:
        self.calls.append("advance")
        return SimpleNamespace(findings=(), questions=(), boxes=len(chart.boxes))


@pytest.fixture
def document(qapp: Any) -> Document:
    return Document(Chart.of(Head("c_1")), engines=lambda packs: Counting(packs=tuple(packs)))


def heard(signal: Any) -> list[Any]:
    said: list[Any] = []
    signal.connect(lambda *values: said.append(values))
    return said


def add(document: Document, box: str, manager: str | None = None) -> bool:
    return document.edit(f"Add {box}", edits.add, box, manager=manager, id=f"b_{box}")


def test_an_edit_is_one_named_undo_step(document: Document) -> None:
    diffs = heard(document.chart_changed)
    assert add(document, "ceo")
    assert list(document.chart.boxes) == ["b_ceo"]
    assert document.undo_stack.undoText() == "Add ceo"
    document.undo_stack.undo()
    assert not document.chart.boxes
    document.undo_stack.redo()
    assert len(diffs) == 3


def test_findings_follow_every_change(document: Document) -> None:
    told = heard(document.findings_changed)
    add(document, "ceo")
    document.undo_stack.undo()
    assert len(told) == 2
    assert document.report.boxes == 0


def test_a_slow_engine_waits_for_the_event_loop_and_reads_everything_at_once(
    document: Document, qtbot: Any
) -> None:
    document.evaluation.is_quick = False
    add(document, "ceo")
    add(document, "cto", "b_ceo")
    assert document.report.boxes == 0
    with qtbot.waitSignal(document.findings_changed):
        pass
    assert document.report.boxes == 2
    assert document.engine.calls == ["report", "advance"]


def test_a_refused_edit_says_why_and_leaves_no_step(document: Document) -> None:
    refusals = heard(document.refused)
    add(document, "ceo")
    add(document, "cto", "b_ceo")
    assert not document.edit("Move", edits.move, "b_ceo", "b_cto")
    assert refusals == [("ceo would report to its own report.",)]
    assert document.undo_stack.count() == 2


def test_a_change_made_for_an_earlier_chart_is_refused(document: Document) -> None:
    """A remedy of a finding that is about to go: its diff fits the chart before."""
    add(document, "pm")
    change = edits.rename(document.chart, "b_pm", "Manager")
    assert document.edit("Rename", edits.rename, "b_pm", "Other")
    chart, told = document.chart, heard(document.refused)
    assert "has changed" in document.preview(lambda chart: change).refusal
    assert not document.edit("Remedy", lambda chart: change)
    assert len(told) == 1
    assert document.chart is chart
    assert document.undo_stack.count() == 2


def test_an_edit_without_effect_leaves_no_step(document: Document) -> None:
    add(document, "ceo")
    assert not document.edit("Rename", edits.rename, "b_ceo", "ceo")
    assert document.undo_stack.count() == 1


def test_typing_in_one_field_is_one_step(document: Document) -> None:
    add(document, "ceo")
    for title in ("c", "ch", "chief"):
        document.edit_field("title 1", "Rename", edits.rename, "b_ceo", title)
    document.edit_field("title 2", "Rename", edits.rename, "b_ceo", "Chief")
    assert document.undo_stack.count() == 3
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.chart.boxes["b_ceo"].title == "ceo"


def test_typing_back_to_the_start_leaves_no_step(document: Document) -> None:
    add(document, "ceo")
    document.edit_field("title", "Rename", edits.rename, "b_ceo", "c")
    document.edit_field("title", "Rename", edits.rename, "b_ceo", "ceo")
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Add ceo"


def test_a_preview_touches_nothing(document: Document) -> None:
    add(document, "ceo")
    before = document.chart
    preview = document.preview(edits.add, "cto", manager="b_ceo")
    assert preview.chart is not None
    assert len(preview.chart.boxes) == 2
    assert document.chart is before
    assert document.undo_stack.count() == 1
    assert "itself" in document.preview(edits.move, "b_ceo", "b_ceo").refusal


def test_a_protected_chart_refuses_edits_until_the_protection_is_lifted(document: Document) -> None:
    add(document, "ceo")
    document.edit("Protect", edits.change_chart, protected=True)
    refusals = heard(document.refused)
    assert not document.edit("Rename", edits.rename, "b_ceo", "Boss")
    assert "protected" in refusals[0][0]
    assert document.edit("Lift", edits.change_chart, protected=False)
    assert document.edit("Rename", edits.rename, "b_ceo", "Boss")


def test_other_packs_bring_other_rules(document: Document) -> None:
    document.edit("Packs", edits.change_chart, packs=("spans-and-layers",))
    assert document.engine.packs == ("spans-and-layers",)
    document.undo_stack.undo()
    assert document.engine.packs == ()


def test_a_chart_from_elsewhere_is_unsaved_and_has_no_history(document: Document) -> None:
    add(document, "ceo")
    opened = heard(document.opened)
    document.adopt(replace(document.chart, head=Head("c_2", "Imported")))
    assert opened
    assert document.is_dirty
    assert document.undo_stack.count() == 0
    document.adopt(blank())
    assert not document.is_dirty


@pytest.mark.parametrize("broken", ["advance", "slot"])
def test_a_fault_while_following_an_edit_is_told_and_costs_nothing(
    document: Document, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, fault, trace: told.append(kind))
    if broken == "advance":
        monkeypatch.setattr(document.engine, "advance", lambda *about: 1 / 0)
    else:
        document.findings_changed.connect(lambda: 1 / 0)
    assert add(document, "ceo")
    assert told == [ZeroDivisionError]
    assert document.report.boxes == 1
    document.undo_stack.undo()
    assert not document.chart.boxes


# ---- files ----


def saved(document: Document, tmp_path: Path) -> Path:
    path = tmp_path / "a.orgsketch"
    add(document, "ceo")
    assert document.save(path)
    return path


def test_saving_cleans_and_reopening_gives_the_same_bytes(document: Document, tmp_path: Path) -> None:
    path = saved(document, tmp_path)
    assert not document.is_dirty
    assert document.path == path
    before, chart = path.read_bytes(), document.chart
    assert document.open(path)
    assert document.chart == chart
    assert document.save()
    assert path.read_bytes() == before


def test_undo_past_the_save_makes_it_dirty_again(document: Document, tmp_path: Path) -> None:
    saved(document, tmp_path)
    document.undo_stack.undo()
    assert document.is_dirty


def test_a_file_changed_by_somebody_else_is_not_overwritten_unasked(
    document: Document, tmp_path: Path
) -> None:
    path = saved(document, tmp_path)
    path.write_bytes(path.read_bytes().replace(b"ceo", b"CEO"))
    add(document, "cto")
    asked = heard(document.changed_on_disk)
    assert not document.save()
    assert asked == [(str(path),)]
    assert b"CEO" in path.read_bytes()
    assert document.save(overwrite=True)
    assert b"CEO" not in path.read_bytes()


def test_a_file_deleted_by_somebody_else_is_written_again(document: Document, tmp_path: Path) -> None:
    path = saved(document, tmp_path)
    path.unlink()
    assert document.save()
    assert path.exists()


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"format": "other"}', b"\xff\xfe"])
def test_what_cannot_be_opened_is_refused_in_one_sentence(
    document: Document, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.orgsketch"
    if content is not None:
        path.write_bytes(content)
    add(document, "ceo")
    refusals, chart = heard(document.refused), document.chart
    assert not document.open(path)
    assert len(refusals) == 1
    assert refusals[0][0].endswith(".")
    assert "Traceback" not in refusals[0][0]
    assert document.chart is chart


def test_a_folder_without_leave_to_write_refuses_and_stays_dirty(document: Document, tmp_path: Path) -> None:
    add(document, "ceo")
    refusals = heard(document.refused)
    assert not document.save(tmp_path / "no" / "such" / "folder.orgsketch")
    assert refusals
    assert document.is_dirty
    assert document.path is None


def test_a_newer_file_is_looked_at_not_overwritten(document: Document, tmp_path: Path) -> None:
    path = saved(document, tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 99'))
    before = path.read_bytes()
    assert document.open(path)
    assert document.is_read_only
    assert not add(document, "cto")
    assert not document.save()
    assert path.read_bytes() == before
    assert document.save(tmp_path / "copy.orgsketch")
    assert not document.is_read_only


def test_a_broken_file_opens_for_repair_and_is_not_overwritten(document: Document, tmp_path: Path) -> None:
    add(document, "ceo")
    add(document, "cto", "b_ceo")
    path = tmp_path / "broken.orgsketch"
    assert document.save(path)
    path.write_bytes(path.read_bytes().replace(b'"reports_to": "b_ceo"', b'"reports_to": "b_gone0000"'))
    assert document.open(path)
    assert document.problems
    assert document.path is None
    assert document.is_dirty


# ---- any session ----

STEPS = st.lists(st.tuples(st.sampled_from("amdru"), st.integers(0, 30), st.integers(0, 30)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_undo_all_is_the_start_and_redo_all_the_end(qapp: Any, steps: list[tuple[str, int, int]]) -> None:
    document = Document(Chart.of(Head("c_1")), engines=lambda packs: Counting())
    start = document.chart
    for verb, one, two in steps:
        perform(document, verb, one, two)
        assert not tree.loops(document.chart)
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    end = document.chart
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.chart == start
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    assert document.chart == end
    whole = Chart.of(end.head, boxes=end.boxes.values(), relations=end.relations.values())
    assert document.chart.index == whole.index


def perform(document: Document, verb: str, one: int, two: int) -> None:
    boxes = sorted(document.chart.boxes)
    pick: Callable[[int], str | None] = lambda number: boxes[number % len(boxes)] if boxes else None  # noqa: E731
    if verb == "a":
        document.edit("Add", edits.add, f"Box {one}", manager=pick(two))
    elif verb == "m" and boxes:
        document.edit("Move", edits.move, pick(one), pick(two))
    elif verb == "d" and boxes:
        document.edit("Delete", edits.remove, pick(one), ("to_manager", "with_branch", "to_bench")[two % 3])
    elif verb == "r" and boxes:
        document.edit_field(f"title {one % 2}", "Rename", edits.rename, pick(one), f"Title {two}")
    elif verb == "u":
        document.undo_stack.undo()
