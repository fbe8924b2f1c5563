"""The export dialog: a preset or one's own choices, one file or several, and what they will look like."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from orgsketch.document import Document
from orgsketch.drawing.cards import Names
from orgsketch.drawing.options import ExportOptions
from orgsketch.errors import ResourceError
from orgsketch.exporters import FORMATS as CARRIERS
from orgsketch.exporters import presets
from orgsketch.resources import N_, _, plural, settings
from orgsketch.ui.dialogs.exportform import ExportForm
from orgsketch.ui.dialogs.exportpreview import ExportPreview
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.exporting import CHART, Subject, is_foreign
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Flow, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Choice, Tick, labelled
from orgsketch.ui.widgets.words import Words

FORMATS = {
    ".pdf": N_("Pages to print and to send (PDF)"),
    ".pptx": N_("Slides (PowerPoint)"),
    ".png": N_("Picture (PNG)"),
    ".svg": N_("Picture for the web and for drawing programs (SVG)"),
    ".html": N_("Web page (HTML)"),
    ".md": N_("Text with headings (Markdown)"),
    ".csv": N_("Table (CSV)"),
    ".xlsx": N_("Workbook (Excel)"),
    ".json": N_("Chart and findings as data (JSON)"),
    ".drawio": N_("Diagram (draw.io)"),
    ".mmd": N_("Diagram (Mermaid)"),
    ".dot": N_("Diagram (Graphviz)"),
}
TITLES = {
    "chart": N_("Export the chart"),
    "changes": N_("Export the changes"),
    "matrix": N_("Export the options side by side"),
}
LAST = "last"
FORM_WIDTH, PREVIEW_WIDTH, HEIGHT = 372, 560, 470
BESIDE = 72  # what is left and right of the two and between them


class Wanted(NamedTuple):
    """Where to, what, and in which further formats beside it."""

    path: Path
    options: ExportOptions
    further: tuple[str, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """Every file that is wanted."""
        return [self.path, *(self.path.with_suffix(suffix) for suffix in self.further)]


class ExportSheet(Sheet):
    """The dialog. `names`: how people are named on exports of this chart."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        suggestion: Path,
        names: Names = "full",
        selected: str = "",
        subject: Subject = CHART,
    ) -> None:
        super().__init__(parent, _(TITLES[subject.what]), width=FORM_WIDTH + PREVIEW_WIDTH + BESIDE)
        self.document, self.names = document, names
        # What the toolkit's own dialog asked about already.
        self.agreed: set[Path] = set()
        self.preset = Choice()
        known = [(suffix, _(text)) for suffix, text in FORMATS.items() if suffix in CARRIERS[subject.what]]
        self.format = Choice(known, suggestion.suffix)
        self.path = QLineEdit(str(suggestion))
        self.form = ExportForm(document, selected, subject.what)
        self.further = {suffix: Tick(suffix[1:].upper()) for suffix, _text in known}
        self.preview = ExportPreview(document, self, subject)
        self._arrange()
        self.offer(("", _("Cancel"), ""), ("export", _("Export"), "primary"))
        self.preset.chosen.connect(self._use_preset)
        self.format.chosen.connect(self._change_format)
        self.form.changed.connect(self._refresh)
        self.finished.connect(lambda: self.preview.end())
        self._begin(suggestion.suffix)
        self.preset.setFocus()  # the preview was made first, and would be in hand otherwise
        self.preset.setFocus()

    def wanted(self) -> Wanted:
        """What was chosen; it is what the next dialog begins with."""
        path = Path(self.path.text()).expanduser()
        suffix = self.format.value()
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        further = tuple(s for s, tick in self.further.items() if tick.isChecked() and s != suffix)
        options = self.form.options()
        with suppress(ResourceError):
            settings.update(last_export=presets.to_text(suffix, options))
        return Wanted(path, options, further)

    def choose(self, answer: str) -> None:
        """Close with an answer; what is there already is replaced only when that was agreed to."""
        if answer and not self._may_replace():
            return
        super().choose(answer)

    def _may_replace(self) -> bool:
        there = [path for path in self.wanted().paths if is_foreign(path) and path not in self.agreed]
        if not there:
            return True
        one = _("“{name}” is there already").format(name=there[0].name)
        many = plural("{count} file is there already", "{count} files are there already", len(there))
        names = ", ".join(str(path) for path in there)
        told = f"{names}\n{_('What is in it is lost when it is replaced.')}"
        sheet = Sheet(self, one if len(there) == 1 else many, told, width=520)
        sheet.offer(("replace", _("Replace it"), "destructive"), ("", _("Cancel"), "primary"))
        return sheet.ask() == "replace"

    # --- arranging ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        browse, keep, self.forget = (
            button(_("Choose…")),
            button(_("Keep…"), "link"),
            button(_("Forget"), "link"),
        )
        browse.clicked.connect(self._browse)
        keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        self.path.setAccessibleName(_("File"))
        choices, flow = QWidget(), Flow(12)
        for tick in self.further.values():
            flow.addWidget(tick)
        also = QWidget()
        also.setLayout(flow)
        choices.setLayout(
            column(
                self.form, 8, Words(_("In further formats, too"), "label"), also, gap=6, margins=(0, 0, 12, 0)
            )
        )
        scroll = Scroll()
        scroll.hold(choices)
        scroll.setFixedWidth(FORM_WIDTH)
        scroll.setMinimumHeight(HEIGHT)
        self.preview.setMinimumWidth(min(PREVIEW_WIDTH, self.room().width() - FORM_WIDTH - BESIDE))
        self.preset.setAccessibleName(_("Preset"))
        head, place = QWidget(), QWidget()
        head.setLayout(row(self.preset, keep, self.forget))
        place.setLayout(row(self.path, browse))
        self.put(
            row(labelled(_("Preset"), head), labelled(_("Format"), self.format), gap=20),
            row(scroll, self.preview, gap=20),
            labelled(_("File"), place),
        )

    # --- presets ------------------------------------------------------------------------------------------

    def _begin(self, suffix: str) -> None:
        """As it was left the last time, else the usual."""
        last = presets.from_text(settings.load().last_export)
        self._offer_presets(LAST if last else "")
        usual = last.options if last else ExportOptions()
        suffix = last.suffix if last else suffix
        self.form.show_options(replace(usual, names=self.names, color_by=settings.load().coloring))
        self._change_format(suffix)

    def _offer_presets(self, shown: str) -> None:
        known = [(one.name, _(one.title)) for one in presets.presets()]
        last = [(LAST, _("As the last time"))] if settings.load().last_export else []
        self.preset.offer([("", _("The usual")), *last, *known], shown)
        self._show_forget()

    def _use_preset(self, name: str) -> None:
        if name == LAST:
            chosen = presets.from_text(settings.load().last_export)
        else:
            chosen = presets.preset(name) if name else None
        options = chosen.options if chosen else ExportOptions()
        if options.names == "full":  # a preset hides names, it never brings them back
            options = replace(options, names=self.names)
        self.form.show_options(options)
        if chosen:
            self._change_format(chosen.suffix)
        self._show_forget()

    def _show_forget(self) -> None:
        own = {one.name for one in presets.presets()} - {one.name for one in presets.BUILT_IN}
        self.forget.setEnabled(self.preset.value() in own)

    def _keep(self) -> None:
        title, is_named = QInputDialog.getText(self, _("Keep as a preset"), _("Name"))
        if is_named and title.strip():
            self.keep_as(title.strip())

    def keep_as(self, title: str) -> None:
        """Keep the choices under a name."""
        try:
            presets.keep(title, self.format.value(), self.form.options())
        except ResourceError as error:
            self.preview.words.setText(str(error))
            return
        self._offer_presets(title)

    def _forget(self) -> None:
        with suppress(ResourceError):
            presets.forget(self.preset.value())
        self._offer_presets("")

    # --- format and place ---------------------------------------------------------------------------------

    def _change_format(self, suffix: str) -> None:
        self.format.show_value(suffix)
        path = Path(self.path.text())
        if path.name:
            self.path.setText(str(path.with_suffix(suffix)))
        self.form.show_format(suffix)
        for other, tick in self.further.items():
            tick.setVisible(other != suffix)
        self._refresh()

    def _refresh(self) -> None:
        self.preview.show_export(self.format.value(), self.form.options())

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Export to"), self.path.text(), f"*{self.format.value()}"
        )
        if chosen:
            self.path.setText(chosen)
            self.agreed.add(Path(chosen))
