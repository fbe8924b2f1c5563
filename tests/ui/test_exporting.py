"""Export, print and copy from the window: beside it, with a preview, and nobody named who should not be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.document import Document
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.exporters import EXPORTERS, presets
from orgsketch.exporters.material import Material
from orgsketch.resources import settings
from orgsketch.ui import exporting, printing
from orgsketch.ui.commands import exporting as commands
from orgsketch.ui.dialogs.export import FORMATS, ExportSheet, Wanted
from orgsketch.ui.dialogs.exportform import LINES, SEGMENTS, TICKS
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.words import Words
from tests.charts import big_chart, org
from tests.exporters.material import SAMPLE, material

WAIT = 60_000


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., ExportSheet]]:
    """Opens the export dialog over a document with rules."""
    made: list[ExportSheet] = []

    def open_sheet(suffix: str = ".pdf", **more: Any) -> ExportSheet:
        shown = ExportSheet(None, Document(SAMPLE), tmp_path / f"acme{suffix}", **more)
        qtbot.addWidget(shown)
        made.append(shown)
        shown.show()
        return shown

    yield open_sheet
    for shown in made:
        shown.reject()


def settled(qtbot: QtBot, shown: ExportSheet) -> None:
    qtbot.waitUntil(lambda: shown.preview.is_settled, timeout=WAIT)


# --- the dialog -------------------------------------------------------------------------------------------


def test_every_option_has_a_field_and_every_format_a_name() -> None:
    known = {*TICKS, *SEGMENTS, *LINES, "color_by", "scale", "findings", "paper", "branch", "focus"}
    assert {field.name for field in fields(ExportOptions)} == known
    assert set(FORMATS) == set(EXPORTERS)


def test_the_dialog_begins_with_the_usual(sheet: Callable[..., ExportSheet]) -> None:
    assert sheet().wanted().options == DEFAULTS
    assert sheet(names="initials").wanted().options == ExportOptions(names="initials")


def test_what_is_chosen_is_what_is_wanted(sheet: Callable[..., ExportSheet], tmp_path: Path) -> None:
    wish = ExportOptions(
        findings=("PMM101",),
        sources="full",
        strengths=False,
        names="none",
        paper="300x400",
        pages="tiles",
        mark="Draft",
        scale=3.0,
        keys=False,
    )
    shown = sheet()
    shown.form.show_options(wish)
    assert shown.wanted() == (tmp_path / "acme.pdf", wish, ())
    shown.further[".svg"].setChecked(True)
    assert shown.wanted().paths == [tmp_path / "acme.pdf", tmp_path / "acme.svg"]


def test_only_fields_that_the_format_knows_are_shown(sheet: Callable[..., ExportSheet]) -> None:
    shown = sheet(".png")
    fields_ = shown.form.fields
    assert fields_["scale"].widget.isVisibleTo(shown)
    assert not fields_["paper"].widget.isVisibleTo(shown)
    shown.format.show_value(".csv")
    shown.format.chosen.emit(".csv")
    assert shown.path.text().endswith("acme.csv")
    assert not fields_["findings"].widget.isVisibleTo(shown)
    assert fields_["names"].widget.isVisibleTo(shown)


def test_a_branch_can_be_chosen(sheet: Callable[..., ExportSheet]) -> None:
    shown = sheet(selected="b_marketing")
    assert shown.wanted().options.branch == ""
    shown.form.part.which.choose("focus")
    shown.form.part.which.chosen.emit("focus")
    assert shown.wanted().options.focus == "b_marketing"


def test_presets_fill_the_dialog_and_ones_own_are_kept(sheet: Callable[..., ExportSheet]) -> None:
    shown = sheet()
    shown.preset.chosen.emit("a3-wall-chart")
    assert (shown.wanted().options.paper, shown.format.value()) == ("A3", ".pdf")
    shown.form.fields["mark"].show("Draft, confidential")
    shown.keep_as("Wall, draft")
    assert presets.preset("Wall, draft").options.mark == "Draft, confidential"
    assert shown.preset.value() == "Wall, draft"
    shown.keep_as("Board slide")
    assert "always there" in shown.preview.words.text()


def test_a_preset_never_brings_names_back(sheet: Callable[..., ExportSheet]) -> None:
    shown = sheet(names="none")
    shown.preset.chosen.emit("board-slide")
    assert shown.wanted().options.names == "none"


def test_the_next_dialog_begins_where_the_last_ended(sheet: Callable[..., ExportSheet]) -> None:
    first = sheet()
    first.form.show_options(ExportOptions(paper="A4", names="none", title="Secret"))
    first.wanted()
    again = sheet(".svg").wanted()
    assert again.path.suffix == ".pdf"
    assert again.options == ExportOptions(paper="A4")
    assert "Secret" not in settings.settings_file().read_text("utf-8")


# --- the preview ------------------------------------------------------------------------------------------


def answering(answer: str) -> list[str]:
    """Answers the next question with a word; what is asked is noted."""
    asked: list[str] = []

    def reply() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Sheet)
        asked.append(" ".join(words.text() for words in question.findChildren(Words)))
        question.choose(answer)

    QTimer.singleShot(0, reply)
    return asked


def test_a_file_that_is_there_is_replaced_only_when_asked(
    sheet: Callable[..., ExportSheet], tmp_path: Path
) -> None:
    (tmp_path / "acme.pdf").write_text("precious")
    shown = sheet()
    shown.further[".svg"].setChecked(True)
    asked = answering("")
    shown.choose("export")
    assert "“acme.pdf” is there already" in asked[0]
    assert str(tmp_path) in asked[0]
    assert shown.isVisible()
    assert shown.answer == ""
    (tmp_path / "acme.svg").write_text("precious")
    asked = answering("replace")
    shown.choose("export")
    assert "2 files are there already" in asked[0]
    assert not shown.isVisible()
    assert shown.answer == "export"


def test_what_was_exported_just_now_is_replaced_unasked(
    window: Any, sheet: Callable[..., ExportSheet], qtbot: QtBot, tmp_path: Path
) -> None:
    exported(qtbot, window(SAMPLE), Wanted(tmp_path / "acme.md", DEFAULTS))
    again = sheet(".md")
    again.choose("export")
    assert again.answer == "export"
    (tmp_path / "acme.md").write_text("changed by somebody since")
    asked, third = answering(""), sheet(".md")
    third.choose("export")
    assert len(asked) == 1


def test_a_picture_that_cannot_be_made_is_told_before_it_is_tried(qtbot: QtBot, tmp_path: Path) -> None:
    shown = ExportSheet(None, Document(big_chart(3000)), tmp_path / "big.png")
    qtbot.addWidget(shown)
    shown.show()
    settled(qtbot, shown)
    shown.form.fields["scale"].show(4.0)
    shown.form.changed.emit()
    settled(qtbot, shown)
    assert "A PNG of this chart can be at most" in shown.preview.words.text()
    shown.reject()


def test_which_branch_is_asked_only_for_a_branch(sheet: Callable[..., ExportSheet]) -> None:
    shown = sheet()
    assert not shown.form.part.box.isVisible()
    shown.form.part.which.choose("focus")
    shown.form.part.which.chosen.emit("focus")
    assert shown.form.part.box.isVisible()


def test_the_preview_follows_the_choices(sheet: Callable[..., ExportSheet], qtbot: QtBot) -> None:
    shown = sheet()
    settled(qtbot, shown)
    first = shown.preview.picture.image.copy()
    assert not first.isNull()
    shown.form.show_options(ExportOptions(theme="dark"))
    settled(qtbot, shown)
    assert shown.preview.picture.image.pixelColor(3, 3) != first.pixelColor(3, 3)
    shown.format.chosen.emit(".csv")
    settled(qtbot, shown)
    assert "manager_id" in shown.preview.text.toPlainText()


def test_pages_can_be_turned_and_what_is_wrong_is_said(
    sheet: Callable[..., ExportSheet], qtbot: QtBot
) -> None:
    shown = sheet()
    shown.form.show_options(ExportOptions(paper="A5", pages="tiles"))
    settled(qtbot, shown)
    assert shown.preview.pages > 1
    first = shown.preview.picture.image.copy()
    shown.preview.on.click()
    settled(qtbot, shown)
    assert shown.preview.words.text() == f"Page 2 of {shown.preview.pages}"
    assert shown.preview.picture.image != first
    shown.form.show_options(ExportOptions(paper="A99"))
    settled(qtbot, shown)
    assert "is no paper size" in shown.preview.words.text()


def test_slides_are_previewed_one_by_one_and_turned_by_key(
    sheet: Callable[..., ExportSheet], qtbot: QtBot
) -> None:
    shown = sheet(".pptx")
    settled(qtbot, shown)
    preview = shown.preview
    slides = len(Material.of(SAMPLE, shown.wanted().options).deck.slides)
    assert preview.pages == slides > 1
    assert preview.words.text() == f"Slide 1 of {slides}"
    first = preview.picture.image.copy()
    qtbot.keyClick(preview.picture, Qt.Key.Key_PageDown)
    settled(qtbot, shown)
    assert preview.words.text() == f"Slide 2 of {slides}"
    assert preview.picture.image != first
    assert preview.picture.accessibleDescription() == f"Slide 2 of {slides}"
    qtbot.keyClick(preview.picture, Qt.Key.Key_End)
    qtbot.keyClick(preview.picture, Qt.Key.Key_Right)
    settled(qtbot, shown)
    assert preview.words.text() == f"Slide {slides} of {slides}"
    assert not preview.on.isEnabled()
    qtbot.keyClick(preview.picture, Qt.Key.Key_Home)
    settled(qtbot, shown)
    assert preview.picture.image == first
    assert "Next slide (Page Down)" in preview.on.toolTip()
    shown.format.chosen.emit(".pdf")
    settled(qtbot, shown)
    assert preview.page == 0
    assert "slide" not in preview.on.toolTip()


# --- the commands -----------------------------------------------------------------------------------------


def exported(qtbot: QtBot, shown: Any, wanted: Wanted) -> None:
    shown.ask.will(what_to_export=wanted, how_people_are_named="full")
    commands.export(shown)
    qtbot.waitUntil(lambda: shown.findChild(exporting.Batch) is None, timeout=WAIT)


def test_many_files_are_written_beside_the_window(window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(SAMPLE)
    exported(qtbot, shown, Wanted(tmp_path / "a.pdf", DEFAULTS, (".svg", ".pptx", ".csv")))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.pdf", "a.pptx", "a.svg"]
    assert shown.toast.words.text() == "Exported 4 files"


def test_what_cannot_be_written_is_told(window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(SAMPLE)
    refused: list[str] = []
    shown.document.refused.connect(refused.append)
    exported(qtbot, shown, Wanted(tmp_path / "no" / "a.pdf", DEFAULTS, (".svg",)))
    assert "cannot be written" in refused[0]


def test_an_export_can_be_cancelled(window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(big_chart(2000))
    shown.ask.will(what_to_export=Wanted(tmp_path / "a.pdf", DEFAULTS), how_people_are_named="full")
    commands.export(shown)
    batch = shown.findChild(exporting.Batch)
    qtbot.waitUntil(lambda: batch.progress.isVisible(), timeout=WAIT)
    assert batch.progress.words.text() == "Exporting a.pdf"
    commands.export(shown)
    assert len(shown.findChildren(exporting.Batch)) == 1
    batch.progress.cancel.click()
    qtbot.waitUntil(lambda: shown.findChild(exporting.Batch) is None, timeout=WAIT)
    assert list(tmp_path.iterdir()) == []
    assert shown.toast.words.text() == "The export was cancelled; nothing is written."


def test_a_cancelled_export_leaves_nothing_half_written(window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    """A process that is ended while it writes cannot clear up itself."""
    shown = window(big_chart(500))
    shown.ask.will(what_to_export=Wanted(tmp_path / "a.pdf", DEFAULTS), how_people_are_named="full")
    commands.export(shown)
    (tmp_path / ".a.pdf.0123abcd.orgtmp").write_bytes(b"half")
    (tmp_path / ".b.pdf.0123abcd.orgtmp").write_bytes(b"of another")
    shown.findChild(exporting.Batch).cancel()
    qtbot.waitUntil(lambda: shown.findChild(exporting.Batch) is None, timeout=WAIT)
    assert [path.name for path in tmp_path.iterdir()] == [".b.pdf.0123abcd.orgtmp"]


def test_a_closed_window_ends_its_export(window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(big_chart(500))
    shown.ask.will(what_to_export=Wanted(tmp_path / "a.pdf", DEFAULTS), how_people_are_named="full")
    commands.export(shown)
    shown.close()
    qtbot.waitUntil(lambda: shown.findChild(exporting.Batch) is None, timeout=WAIT)
    assert list(tmp_path.iterdir()) == []


def test_how_people_are_named_is_asked_once_a_chart(window: Any, qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(SAMPLE)
    shown.ask.will(how_people_are_named="initials", what_to_export=None)
    commands.export(shown)
    commands.export(shown)
    asked = [question for question, _about in shown.ask.asked]
    assert asked == ["how_people_are_named", "what_to_export", "what_to_export"]
    assert shown.ask.asked[-1][1][2] == "initials"
    assert settings.names_of(SAMPLE.head.id) == "initials"
    shown.ask.will(how_people_are_named=None)
    shown.document.adopt(org(ceo=None))
    commands.export(shown)
    assert shown.ask.asked[-1][0] == "what_to_export"  # nobody to name


def test_people_of_the_other_options_are_asked_about_too(window: Any, qtbot: QtBot) -> None:
    shown = window(org(ceo=None))
    shown.ask.will(how_people_are_named="none", what_to_export=None)
    commands.export_matrix(shown, [shown.document.chart, SAMPLE])
    assert [question for question, _about in shown.ask.asked] == ["how_people_are_named", "what_to_export"]
    assert shown.ask.asked[-1][1][2] == "none"


def test_the_chart_is_copied_as_everything_in_one_go(window: Any, qtbot: QtBot) -> None:
    shown = window(SAMPLE)
    shown.ask.will(how_people_are_named="none")
    commands.copy_chart(shown)
    qtbot.waitUntil(lambda: shown.findChild(exporting.Batch) is None, timeout=WAIT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    svg, table = (bytes(data.data(kind).data()).decode() for kind in ("image/svg+xml", "text/csv"))
    for text in (svg, table, data.text()):
        assert "Product Marketing" in text
        assert "Ana Ruiz" not in text
    QGuiApplication.clipboard().clear()


# --- print ------------------------------------------------------------------------------------------------


@pytest.mark.outside("pdftotext", "pdfinfo")
def test_what_is_printed_is_what_is_exported(qtbot: QtBot, tmp_path: Path) -> None:
    """A printer that writes a PDF: the paper is the printer's, every title is on it."""
    import subprocess

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printing.paint_pages(printer, material(big_chart(60)))
    told = subprocess.run(["pdfinfo", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True)
    assert "A4" in told.stdout
    found = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    words = " ".join(found.stdout.split())
    assert not [box.title for box in big_chart(60).boxes.values() if box.title not in words]


def test_the_print_preview_shows_pages(window: Any, qtbot: QtBot) -> None:
    shown = window(SAMPLE)
    shown.ask.will(how_people_are_named="full", show_print=None)
    commands.print_chart(shown)
    (made,) = shown.ask.asked[-1][1]
    dialog = printing.PrintPreview(shown, made)
    qtbot.addWidget(dialog)
    painted: list[QPrinter] = []
    dialog.paintRequested.connect(painted.append)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: bool(painted), timeout=WAIT)


# --- it never freezes -------------------------------------------------------------------------------------


class Turns(QObject):
    """How long the event loop was away at most, in seconds, while this is alive."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self.count, self._last = 0.0, 0, time.perf_counter()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        self.count += 1


def test_ten_thousand_boxes_in_every_format_do_not_freeze_the_window(
    window: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    """All formats take many seconds; the window is never away for more than a small share of them."""
    shown = window(big_chart(10_000))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    further = tuple(suffix for suffix in EXPORTERS if suffix != ".pdf")
    shown.ask.will(what_to_export=Wanted(tmp_path / "a.pdf", DEFAULTS, further), how_people_are_named="full")
    start = time.perf_counter()
    turns = Turns()
    commands.export(shown)
    qtbot.waitUntil(lambda: shown.findChild(exporting.Batch) is None, timeout=280_000)
    spent = time.perf_counter() - start
    assert shown.toast.words.text().startswith(f"Exported {len(EXPORTERS)} files. The PNG shows the chart at")
    assert all((tmp_path / f"a{suffix}").stat().st_size > 10_000 for suffix in EXPORTERS)
    assert turns.longest < spent / 20
    assert turns.count > 20 * spent
