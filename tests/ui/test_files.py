"""The file menu: nothing unsaved is lost without a question, nothing broken is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from orgsketch.model import edits
from orgsketch.resources import samples, settings
from orgsketch.ui.commands import files
from orgsketch.ui.hues import Hue
from tests.charts import org


def add(shown: Any, title: str = "Analyst") -> None:
    shown.document.edit("Add", edits.add, title)


def test_saving_asks_for_a_name_once_and_remembers_the_file(window: Any, tmp_path: Path) -> None:
    shown = window(org(ceo=None))
    shown.ask.will(file_to_save=tmp_path / "acme")
    assert files.save(shown)
    assert shown.document.path == tmp_path / "acme.orgsketch"
    assert settings.load().recent == (str(tmp_path / "acme.orgsketch"),)
    add(shown)
    shown.ask.replies.clear()
    assert files.save(shown)


def test_a_name_typed_without_our_suffix_replaces_no_file_unasked(window: Any, tmp_path: Path) -> None:
    shown = window(org(ceo=None))
    theirs = tmp_path / "acme.orgsketch"
    theirs.write_text("theirs", encoding="utf-8")
    shown.ask.will(file_to_save=tmp_path / "acme", about_replacing=False)
    assert not files.save_as(shown)
    assert theirs.read_text(encoding="utf-8") == "theirs"
    assert shown.document.path is None
    shown.ask.will(about_replacing=True)
    assert files.save_as(shown)
    assert shown.document.path == theirs


@pytest.mark.parametrize(("choice", "is_left"), [("discard", True), ("", False)])
def test_unsaved_work_is_not_left_without_a_question(window: Any, choice: str, is_left: bool) -> None:
    shown = window(org(ceo=None))
    add(shown)
    shown.ask.will(about_unsaved=choice)
    assert files.may_leave(shown) is is_left


@pytest.mark.parametrize(("choice", "is_left"), [("overwrite", True), ("", False)])
def test_saving_over_a_changed_file_on_the_way_out_is_leaving(
    window: Any, tmp_path: Path, choice: str, is_left: bool
) -> None:
    shown, path = window(org(ceo=None)), tmp_path / "acme.orgsketch"
    assert shown.document.save(path)
    add(shown)
    path.write_bytes(path.read_bytes().replace(b"Ceo", b"Boss"))
    shown.ask.will(about_unsaved="save", about_conflict=choice)
    assert files.may_leave(shown) is is_left
    assert (b"Analyst" in path.read_bytes()) is is_left


def test_saving_on_the_way_out_may_be_cancelled(window: Any) -> None:
    shown = window(org(ceo=None))
    add(shown)
    shown.ask.will(about_unsaved="save", file_to_save=None)
    assert not files.may_leave(shown)
    assert shown.document.is_dirty


def test_closing_a_window_with_unsaved_work_asks(window: Any) -> None:
    shown = window(org(ceo=None))
    add(shown)
    shown.ask.will(about_unsaved="")
    assert not shown.close()
    assert shown.isVisible()
    shown.ask.will(about_unsaved="discard")
    assert shown.close()


def test_what_is_being_typed_is_saved_too(window: Any, tmp_path: Path, qtbot: Any) -> None:
    shown = window(org(ceo=None))
    shown.select(["b_ceo"])
    shown.side.tabs.setCurrentIndex(2)
    title = shown.side.properties.boxes.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Boss")
    shown.ask.will(file_to_save=tmp_path / "a.orgsketch")
    shown.actions_table["save"].trigger()
    assert b"Boss" in (tmp_path / "a.orgsketch").read_bytes()


def test_a_file_changed_by_somebody_else_leads_to_a_choice(window: Any, tmp_path: Path) -> None:
    shown = window(org(ceo=None))
    path = tmp_path / "a.orgsketch"
    assert shown.document.save(path)
    path.write_bytes(path.read_bytes().replace(b"Ceo", b"Theirs"))
    add(shown)
    shown.ask.will(about_conflict="")
    assert not files.save(shown)
    shown.ask.will(about_conflict="reload")
    files.save(shown)
    assert shown.document.chart.boxes["b_ceo"].title == "Theirs"


def test_opening_what_cannot_be_read_says_one_sentence_and_keeps_the_chart(
    window: Any, tmp_path: Path
) -> None:
    shown = window(org(ceo=None))
    before = shown.document.chart
    (tmp_path / "bad.orgsketch").write_text("{", encoding="utf-8")
    assert not files.switch_to(shown, tmp_path / "bad.orgsketch")
    assert "bad.orgsketch" in shown.toast.words.text()
    assert shown.document.chart is before


def test_a_broken_file_is_shown_with_its_problems(window: Any, tmp_path: Path) -> None:
    shown = window(org(ceo=None, pm="ceo"))
    path = tmp_path / "a.orgsketch"
    assert shown.document.save(path)
    path.write_bytes(path.read_bytes().replace(b'"reports_to": "b_ceo"', b'"reports_to": "b_gone0000"'))
    shown.ask.will(tell_problems=None)
    assert files.switch_to(shown, path)
    (question, about) = shown.ask.asked[-1]
    assert question == "tell_problems"
    assert "b_gone0000" in about[1][0]


def test_a_newer_file_says_why_it_cannot_be_changed_and_goes_on_saying_it(
    window: Any, tmp_path: Path
) -> None:
    shown = window(org(ceo=None))
    path = tmp_path / "a.orgsketch"
    assert shown.document.save(path)
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 99'))
    shown.ask.will(tell=None)
    assert files.switch_to(shown, path)
    (question, about) = shown.ask.asked[-1]
    assert question == "tell"
    assert "a.orgsketch" in about[0]
    assert "newer Orgsketch" in about[1]
    assert "newer Orgsketch" in shown.status.state.text()


def test_a_sample_is_opened_as_a_copy(window: Any) -> None:
    shown = window()
    sample = samples()[0]
    before = sample.read_bytes()
    files.open_sample(shown, sample)
    assert not shown.is_at_start
    assert shown.document.path is None
    assert not shown.document.is_dirty
    add(shown)
    shown.ask.will(file_to_save=None)
    files.save(shown)
    assert sample.read_bytes() == before


def test_a_table_is_imported(window: Any, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,name,title,manager\n1,Ana,CEO,\n2,Bo,Product Manager,1\n", encoding="utf-8")
    shown = window()
    shown.ask.will(file_to_import=table)
    files.import_file(shown)
    assert len(shown.document.chart.boxes) == 2
    assert shown.document.is_dirty


def test_a_typed_structure_is_drawn_and_a_mistake_is_placed(window: Any) -> None:
    shown = window(org(ceo=None))
    assert files.draw_text(shown, "CEO[Product[PM PMM]]")
    assert len(shown.document.chart.boxes) == 4
    before = shown.document.chart
    assert not files.draw_text(shown, "CEO[Product[PM PMM]")
    assert shown.toast.words.text()
    assert shown.document.chart is before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Acme, option B", "Acme, option B"),
        ('a/b\\c:*?"<>|d', "a b c d"),
        ("con", "con_"),
        ("  ...  ", "Chart"),
        ("", "Chart"),
        ("x" * 200, "x" * 80),
        ("a\nb\u202ec", "a b c"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert files.file_name(title) == name


def test_a_chart_dropped_on_the_window_is_opened(window: Any, tmp_path: Path) -> None:
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    shown = window()
    sample = samples()[0]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample)), QUrl("https://example.org/x.orgsketch")])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    shown.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    assert shown.document.path == sample


def test_the_start_page_says_what_the_colours_of_its_pictures_mean(window: Any) -> None:
    made = window()
    made.start.show_samples()
    names = [block.name for block in made.start.findChildren(Hue)]
    assert names == ["Product", "Product marketing", "Marketing", "Others"]
