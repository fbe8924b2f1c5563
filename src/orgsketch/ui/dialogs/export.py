"""What to export: format, content, place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from orgsketch.document import Document
from orgsketch.drawing.options import ExportOptions
from orgsketch.resources import N_, _
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import Segments, button
from orgsketch.ui.widgets.fields import Choice, Tick, labelled
from orgsketch.ui.widgets.words import Words

FORMATS = {
    ".svg": N_("Picture for the web and for drawing programs (SVG)"),
    ".png": N_("Picture (PNG)"),
    ".pdf": N_("Page to print and to send (PDF)"),
    ".pptx": N_("Slides (PowerPoint)"),
    ".html": N_("Web page (HTML)"),
    ".md": N_("Text with headings (Markdown)"),
    ".csv": N_("Table (CSV)"),
    ".xlsx": N_("Workbook (Excel)"),
    ".json": N_("Findings as data (JSON)"),
    ".drawio": N_("Diagram (draw.io)"),
    ".mmd": N_("Diagram (Mermaid)"),
    ".dot": N_("Diagram (Graphviz)"),
}
PICTURES = (".svg", ".png", ".pdf", ".pptx", ".html")


class Wanted(NamedTuple):
    """Where to, and what."""

    path: Path
    options: ExportOptions


class ExportSheet(Sheet):
    """The export dialog."""

    def __init__(self, parent: QWidget | None, document: Document, suggestion: Path) -> None:
        from orgsketch.exporters import EXPORTERS

        super().__init__(parent, _("Export the chart"), width=500)
        self.document = document
        known = [suffix for suffix in FORMATS if suffix in EXPORTERS] + [
            s for s in EXPORTERS if s not in FORMATS
        ]
        self.format = Choice(
            [(suffix, _(FORMATS.get(suffix, suffix))) for suffix in known], suggestion.suffix
        )
        self.path = QLineEdit(str(suggestion))
        self.findings, self.strengths = Tick(_("Findings with their sources")), Tick(_("Strengths"))
        self.questions, self.settled = Tick(_("Open questions")), Tick(_("Accepted findings"))
        for tick in (self.findings, self.strengths, self.questions):
            tick.setChecked(True)
        self.names = Segments(
            [("full", _("Full names")), ("initials", _("Initials")), ("none", _("No names"))], "full"
        )
        self.theme = Segments([("light", _("Light")), ("dark", _("Dark"))], "light")
        self._arrange()
        self._buttons = self.offer(("", _("Cancel"), ""), ("export", _("Export"), "primary"))
        self.format.chosen.connect(self._change_suffix)
        self.findings.toggled.connect(lambda is_on: self._enable())
        self._enable()

    def wanted(self) -> Wanted:
        """What was chosen."""
        path = Path(self.path.text()).expanduser()
        if path.suffix.lower() != self.format.value():
            path = path.with_name(path.name + self.format.value())
        options = ExportOptions(
            findings="all" if self.findings.isChecked() else "none",
            strengths=self.strengths.isChecked(),
            accepted=self.settled.isChecked(),
            names=self.names.value,  # type: ignore[arg-type]
            theme=self.theme.value,
        )
        return Wanted(path, options)

    def _arrange(self) -> None:
        browse = button(_("Choose…"))
        browse.clicked.connect(self._browse)
        place = QWidget()
        self.path.setAccessibleName(_("File"))
        place.setLayout(row(self.path, browse))
        ticks = column(self.findings, self.strengths, self.questions, self.settled, gap=8)
        self.put(
            labelled(_("Format"), self.format),
            column(Words(_("What is on it"), "label"), ticks, gap=6),
            labelled(_("People"), self.names),
            labelled(_("Colours"), self.theme),
            labelled(_("File"), place),
        )

    def _enable(self) -> None:
        for tick in (self.strengths, self.settled):
            tick.setEnabled(self.findings.isChecked())
        self.theme.setEnabled(self.format.value() in PICTURES)

    def _change_suffix(self, suffix: str) -> None:
        self.path.setText(str(Path(self.path.text()).with_suffix(suffix)))
        self._enable()

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export to"), self.path.text(), f"*{self.format.value()}"
        )
        if chosen:
            self.path.setText(chosen)
