"""Accepting a finding in place: why, who says so, until when."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from orgsketch.document import Document
from orgsketch.errors import ResourceError
from orgsketch.model import edits
from orgsketch.resources import _, settings
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import labelled
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding


class AcceptForm(Frame):
    """Reason, name and an optional last day; Enter accepts, Cancel closes."""

    closed = Signal()

    def __init__(self, finding: Finding, document: Document) -> None:
        super().__init__()
        self.finding, self.document = finding, document
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why can you live with this?"))
        self.by = QLineEdit(settings.load().author)
        self.until = QLineEdit()
        self.until.setPlaceholderText(_("2027-03-31"))
        self.warning = Words("", "warning", wrap=True)
        self.warning.hide()
        accept, cancel = button(_("Accept"), "primary"), button(_("Cancel"))
        self.setLayout(
            column(
                labelled(_("Reason"), self.reason),
                row(labelled(_("Name"), self.by), labelled(_("Until, if ever"), self.until)),
                self.warning,
                row(accept, cancel, None),
            )
        )
        accept.clicked.connect(self.accept)
        cancel.clicked.connect(self.closed)
        for field in (self.reason, self.by, self.until):
            field.returnPressed.connect(self.accept)

    def accept(self) -> None:
        """Accept the finding, or say what is missing."""
        wrong = self._wrong()
        self.warning.setText(wrong)
        self.warning.setVisible(bool(wrong))
        if wrong:
            return
        by = self.by.text().strip()
        with suppress(ResourceError):
            settings.update(author=by)
        self.document.edit(
            _("Accept {rule}").format(rule=self.finding.rule),
            edits.accept,
            self.finding.rule,
            self.finding.boxes[0] if self.finding.boxes else None,
            reason=self.reason.text(),
            by=by,
            until=self.until.text().strip(),
        )

    def _wrong(self) -> str:
        if not self.reason.text().strip():
            return _("Say why, so that a later reader understands it.")
        if not self.until.text().strip():
            return ""
        try:
            day = date.fromisoformat(self.until.text().strip())
        except ValueError:
            return _("Write the last day as year-month-day, like 2027-03-31.")
        return "" if day >= date.today() else _("That day has passed.")
