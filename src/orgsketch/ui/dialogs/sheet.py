"""The frame of all dialogs: a heading, a body, buttons with verbs on them. Esc always cancels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QLayout, QPushButton, QWidget

from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.words import Words

FRAME = QSize(8, 40)  # what the frame of a window may take of the screen
LEAST = 64  # pixels; what scrolls is at least so high


class Sheet(QDialog):
    """A dialog whose answer is a word, "" when it was cancelled."""

    def __init__(self, parent: QWidget | None, heading: str, text: str = "", width: int = 420) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.answer = ""
        self.setMinimumWidth(min(width, self.room().width()))
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

    def room(self) -> QSize:
        """How large it may be on its screen."""
        return room_for(self)

    def fit_words(self) -> None:
        """Just as high as the words need at this width; on a small screen lists give way."""
        layout = self.layout()
        assert layout is not None
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()
        width = max(self.minimumWidth(), layout.minimumSize().width())
        high = _height(layout, width)
        while high > self.room().height() and self._give_way(high - self.room().height()):
            layout.activate()  # it may be that small now
            high = _height(layout, width)
        self.resize(width, high)

    def _give_way(self, surplus: int) -> bool:
        """What scrolls is less high, the highest first; whether anything gave way."""
        scrolled = sorted(self.findChildren(QAbstractScrollArea), key=lambda part: -part.minimumHeight())
        wanted = surplus
        for part in scrolled:
            least = max(min(LEAST, part.minimumHeight()), part.minimumHeight() - surplus)
            surplus -= part.minimumHeight() - least
            part.setMinimumHeight(least)
        return surplus < wanted

    def _button(self, answer: str, text: str, role: str) -> QPushButton:
        made = button(text, role)
        made.clicked.connect(lambda: self.choose(answer))
        self.foot.addWidget(made)
        return made


def _height(layout: QLayout, width: int) -> int:
    """How high a layout is at least at this width."""
    layout.invalidate()
    least = layout.totalMinimumSize().height()  # Qt lets no window be lower, however wide it is
    return max(least, layout.totalMinimumHeightForWidth(width)) if layout.hasHeightForWidth() else least


def room_for(dialog: QDialog) -> QSize:
    """How large a dialog may be on the screen of its window, inside the frame."""
    screen = (dialog.parentWidget() or dialog).screen()
    return screen.availableSize() - FRAME
