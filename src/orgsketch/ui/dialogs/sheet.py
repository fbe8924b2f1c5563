"""The frame of all dialogs: a heading, a body, buttons with verbs on them. Esc always cancels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QWidget

from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.words import Words


class Sheet(QDialog):
    """A dialog whose answer is a word, "" when it was cancelled."""

    def __init__(self, parent: QWidget | None, heading: str, text: str = "", width: int = 420) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.answer = ""
        self.setMinimumWidth(width)
        self.body = column(gap=10)
        self.foot = row(gap=8)
        head = [Words(heading, "heading", wrap=True)]
        if text:
            head.append(Words(text, wrap=True))
        layout = column(*head, self.body, 4, gap=10, margins=(24, 20, 24, 20))
        layout.addStretch()
        layout.addLayout(self.foot)
        self.setLayout(layout)

    def offer(self, *choices: tuple[str, str, str]) -> Sequence[QPushButton]:
        """Buttons as (answer, text, role), the last one being what Enter does; "" cancels."""
        self.foot.addStretch(1)
        made = [self._button(*choice) for choice in choices]
        made[-1].setDefault(True)
        return made

    def put(self, *items: QWidget | QLayout) -> None:
        """Add to the body."""
        for item in items:
            self.body.addWidget(item) if isinstance(item, QWidget) else self.body.addLayout(item)

    def choose(self, answer: str) -> None:
        """Close with an answer."""
        self.answer = answer
        self.accept() if answer else self.reject()

    def ask(self) -> str:
        """Show the dialog and wait for the answer."""
        self.fit_words()
        self.exec()
        self.deleteLater()
        host = self.parentWidget()
        if host is not None:
            host.activateWindow()
        return self.answer

    def fit_words(self) -> None:
        """Just as high as the words need at this width."""
        layout = self.layout()
        assert layout is not None
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()
        width = max(self.minimumWidth(), layout.minimumSize().width())
        layout.invalidate()
        high = (
            layout.totalMinimumHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalMinimumSize().height()
        )
        self.resize(width, high)

    def _button(self, answer: str, text: str, role: str) -> QPushButton:
        made = button(text, role)
        made.clicked.connect(lambda: self.choose(answer))
        self.foot.addWidget(made)
        return made
