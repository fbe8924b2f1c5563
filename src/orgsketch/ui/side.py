"""The right side: findings, questions, the case, properties, as tabs with their counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from orgsketch.document import Document
from orgsketch.resources import N_, _
from orgsketch.ui import look
from orgsketch.ui.advice import Advice
from orgsketch.ui.panels.case import CasePanel
from orgsketch.ui.panels.findings import FindingsPanel
from orgsketch.ui.panels.properties import PropertiesPanel
from orgsketch.ui.panels.questions import QuestionsPanel
from orgsketch.ui.widgets.boxes import Frame, column
from orgsketch.ui.widgets.words import tip

PANELS = {
    "findings": N_("Findings"),
    "questions": N_("Questions"),
    "case": N_("Case"),
    "properties": N_("Properties"),
}
LEAST_GAP, MOST_GAP = 5.0, 13.0


class Side(Frame):
    """Four panels, one at a time."""

    def __init__(self, document: Document) -> None:
        super().__init__("RightPanel")
        self.advice = Advice(document)
        self.findings = FindingsPanel(document)
        self.questions = QuestionsPanel(document)
        self.case = CasePanel(document, self.advice)
        self.properties = PropertiesPanel(document)
        self.tabs = Tabs([_(title) for title in PANELS.values()])
        self.pages = QStackedWidget()
        for panel in (self.findings, self.questions, self.case, self.properties):
            self.pages.addWidget(panel)
        self.setLayout(column(self.tabs, self.pages, gap=0))
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.findings.counted.connect(lambda count: self.tabs.count_tab(0, count))
        self.questions.counted.connect(lambda count: self.tabs.count_tab(1, count))
        self.findings.question_wanted.connect(self._ask)
        self.case.question_wanted.connect(self._ask)
        self.findings.count()
        self.questions.count()

    def select(self, boxes: Sequence[str]) -> None:
        """Follow the selection."""
        self.findings.select(boxes)
        self.questions.select(boxes)
        self.case.select(boxes)
        self.properties.select(boxes)

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front, the keyboard into it."""
        self.tabs.setCurrentIndex(list(PANELS).index(name))
        if name == "properties":
            self.properties.focus_title()
        elif name == "case":
            self.case.view.setFocus()
        else:
            part = (self.findings if name == "findings" else self.questions).list
            QTimer.singleShot(0, part, lambda: focus_first(part))  # once it has been filled

    def _ask(self, fact: str, about: str) -> None:
        self.tabs.setCurrentIndex(1)
        self.questions.ask(fact, about or None)


class Tabs(QTabBar):
    """Tabs as words with a quiet count; the current one is underlined."""

    HEIGHT = 42

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(_("Panels"))
        for title in titles:
            self.setTabToolTip(self.addTab(title), tip(title))

    def count_tab(self, place: int, count: int) -> None:
        """Say how much there is in a panel."""
        if self.tabData(place) != count:
            self.setTabData(place, count)
            self.setAccessibleTabName(place, f"{self.tabText(place)} {count}")
            self.setTabText(place, self.tabText(place))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as a tab."""
        return QSize(super().sizeHint().width(), self.HEIGHT)

    def tabSizeHint(self, place: int) -> QSize:
        """Words, count, and the room between tabs that is left."""
        return QSize(self._wide(place) + round(2 * self._gap()), self.HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room between the words, or less."""
        super().resizeEvent(event)
        self.setIconSize(self.iconSize())  # the toolkit lays tabs out again only when a setting is given

    def _wide(self, place: int) -> int:
        words, count = self._words(place)
        made = look.font("small")
        made.setWeight(made.Weight.DemiBold)
        metrics = QFontMetrics(made)
        whole = metrics.horizontalAdvance(words) + (metrics.horizontalAdvance(count) + 5 if count else 0)
        return min(whole, self._most(metrics))

    def _most(self, metrics: QFontMetrics) -> int:
        """How wide one tab may be, where not all have room for their words."""
        room = self.width() - round(2 * LEAST_GAP) * self.count()
        wanted = []
        for place in range(self.count()):
            words, count = self._words(place)
            wanted.append(
                metrics.horizontalAdvance(words) + (metrics.horizontalAdvance(count) + 5 if count else 0)
            )
        return fair_share(wanted, room)

    def _gap(self) -> float:
        """The room left and right of the words of a tab: as much as there is, within bounds."""
        places = range(self.count())
        left = self.width() - sum(self._wide(place) for place in places)
        return max(LEAST_GAP, min(MOST_GAP, left / (2 * len(places) or 1)))

    def minimumTabSizeHint(self, place: int) -> QSize:
        """Never elided."""
        return self.tabSizeHint(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, counts, underline, and the line below all."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.color("hairline"))
        for place in range(self.count()):
            self._paint_tab(painter, place)
        painter.end()

    def _paint_tab(self, painter: QPainter, place: int) -> None:
        words, count = self._words(place)
        rect = self.tabRect(place).adjusted(round(self._gap()), 0, 0, 0)
        is_current = place == self.currentIndex()
        made = look.font("small")
        made.setWeight(made.Weight.DemiBold if is_current else made.Weight.Medium)
        painter.setFont(made)
        painter.setPen(look.color("text" if is_current else "text_muted"))
        taken = painter.fontMetrics().horizontalAdvance(count) + 5 if count else 0
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, self._wide(place) - taken + 2
        )
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), shown)
        width = painter.fontMetrics().horizontalAdvance(shown)
        full = width
        if count:
            made.setWeight(made.Weight.Normal)
            painter.setFont(made)
            painter.setPen(look.color("text_muted"))
            painter.drawText(rect.adjusted(width + 5, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), count)
            full += 5 + painter.fontMetrics().horizontalAdvance(count)
        if is_current:
            painter.fillRect(QRect(rect.x(), self.height() - 2, full, 2), look.color("accent"))
            if self.hasFocus():
                painter.setPen(look.color("focus"))
                painter.drawRoundedRect(QRect(rect.x() - 5, 9, full + 10, 24), 4, 4)

    def _words(self, place: int) -> tuple[str, str]:
        count = self.tabData(place)
        return self.tabText(place), str(count) if count else ""


def fair_share(wanted: Sequence[int], room: int) -> int:
    """The most each may have so that all fit into the room: who wants less than that gives the rest away."""
    left, many = room, len(wanted)
    for one in sorted(wanted):
        if one * many > left:
            return max(1, left // many)
        left, many = left - one, many - 1
    return max(wanted, default=0)


def focus_first(part: QWidget) -> None:
    """Put the keyboard on the first thing in a part of a panel that takes it."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if takes and part.isAncestorOf(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()
