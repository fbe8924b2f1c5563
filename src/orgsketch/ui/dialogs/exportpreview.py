"""The live preview of an export: drawn by a process beside the window, a moment after the last change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, QTemporaryDir, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.exporting import CHART, ExportProcess, Subject
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import IconButton
from orgsketch.ui.widgets.words import Words, tip

if TYPE_CHECKING:
    from orgsketch.document import Document
    from orgsketch.drawing.options import ExportOptions

PAUSE = 250  # milliseconds without a change
SLIDES = ".pptx"
ENDS = 1_000_000  # further than any file has pages
KEYS = {
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -ENDS,
    Qt.Key.Key_End: ENDS,
}


class ExportPreview(QWidget):
    """What the file will look like, page by page or slide by slide; Page Up and Page Down turn them.

    One drawing is under way at a time; the last wish waits for it.
    """

    def __init__(self, document: Document, parent: QWidget | None = None, subject: Subject = CHART) -> None:
        super().__init__(parent)
        self.page, self.pages, self.suffix = 0, 1, ""
        self._wish: tuple[str, ExportOptions] | None = None
        self._under_way = 0
        self._folder = QTemporaryDir()
        self._process = ExportProcess(document, self, subject)
        self._process.answered.connect(self._take)
        self._process.ended.connect(self._tell)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.picture, self.text, self.words = _Picture(), QPlainTextEdit(), Words("", "small", wrap=True)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(_("Preview"))
        self.shown = QStackedWidget()
        for widget in (self.picture, self.text):
            self.shown.addWidget(widget)
        self.back, self.on = IconButton("chevron_left", ""), IconButton("chevron_right", "")
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.setLayout(column(self.shown, row(self.words, None, self.back, self.on), gap=8))
        self._show_page()

    def show_export(self, suffix: str, options: ExportOptions) -> None:
        """Preview another export, soon; another format from its beginning."""
        if suffix != self.suffix:
            self.page, self.suffix = 0, suffix
        self._wish = (suffix, options)
        self.words.setText(_("Drawing…"))
        self._pause.start()

    def end(self) -> None:
        """No more previews."""
        self._pause.stop()
        self._process.stop()
        self._folder.remove()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages."""
        step = KEYS.get(Qt.Key(event.key()), 0)
        if step and self.pages > 1:
            self._turn(step)
        else:
            super().keyPressEvent(event)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what was last asked for."""
        return not (self._pause.isActive() or self._under_way or self._wish)

    def _ask(self) -> None:
        if self._under_way or self._wish is None:
            return
        from orgsketch.exporters.presets import changed

        (suffix, options), self._wish = self._wish, None
        self._last = (suffix, options)
        ratio = self.devicePixelRatioF()
        self._under_way = self._process.ask(
            path=str(self._image_file()),
            suffix=suffix,
            options=changed(options),
            page=self.page,
            width=round(max(200, self.shown.width()) * ratio),
            height=round(max(200, self.shown.height()) * ratio),
        )

    def _take(self, answer: dict[str, Any]) -> None:
        self._under_way = 0
        if self._wish is not None:
            if not self._pause.isActive():
                self._ask()
            return
        if answer["error"]:
            self._tell(answer["error"])
            return
        self.pages = answer["pages"]
        self.page = min(self.page, self.pages - 1)
        if answer["text"]:
            self.text.setPlainText(answer["text"])
            self.shown.setCurrentWidget(self.text)
        else:
            self.picture.show_image(QImage(str(self._image_file())))
            self.shown.setCurrentWidget(self.picture)
        self._show_page()

    def _tell(self, sentence: str) -> None:
        self.words.setText(sentence)

    def _turn(self, step: int) -> None:
        page = max(0, min(self.pages - 1, self.page + step))
        if page == self.page:
            return
        self.page = page
        self._show_page()
        if self._wish is None:
            self._wish = self._last
        self._ask()

    def _show_page(self) -> None:
        many = self.pages > 1
        is_deck = self.suffix == SLIDES
        told = _("Slide {page} of {pages}") if is_deck else _("Page {page} of {pages}")
        told = told.format(page=self.page + 1, pages=self.pages)
        self.words.setText(told if many else "")
        self.picture.setAccessibleDescription(told)
        back = _("Previous slide (Page Up)") if is_deck else _("Previous page (Page Up)")
        on = _("Next slide (Page Down)") if is_deck else _("Next page (Page Down)")
        for button, step, title in ((self.back, -1, back), (self.on, 1, on)):
            button.setToolTip(tip(title))
            button.setAccessibleName(title)
            button.setVisible(many)
            button.setEnabled(0 <= self.page + step < self.pages)

    def _image_file(self) -> Path:
        return Path(self._folder.path()) / "preview.png"


class _Picture(QWidget):
    """An image in the middle, as large as it is, with an edge around it."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage) -> None:
        """Show another one."""
        self.image = image
        self.image.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def sizeHint(self) -> QSize:
        """A page lying across."""
        return QSize(520, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The image and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        if not self.image.isNull():
            size = self.image.deviceIndependentSize().scaled(
                self.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio
            )
            size = min(size, self.image.deviceIndependentSize(), key=lambda one: one.width())
            area = QRectF(
                (self.width() - size.width()) / 2,
                (self.height() - size.height()) / 2,
                size.width(),
                size.height(),
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self.image)
            is_held = self.hasFocus()
            painter.setPen(QPen(look.color("focus" if is_held else "card_border"), 2 if is_held else 1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()
