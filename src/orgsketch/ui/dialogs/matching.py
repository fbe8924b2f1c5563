"""Who is who: people and boxes of a newer chart that may be somebody of the earlier one, to be confirmed.

Nothing is matched that the user does not confirm; what is settled helps to tell others, so that the list
grows shorter by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from orgsketch.compare import Doubt, Matching, match
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import Segments, button
from orgsketch.ui.widgets.fields import Choice
from orgsketch.ui.widgets.words import Words, tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

WIDE, HIGH = 1020, 440
SAME, OTHER, OPEN = "same", "other", ""
CERTAIN = 95.0  # how alike, of 100, for what is accepted with one click


class MatchSheet(Sheet):
    """A row a doubt: the same, somebody else, or not decided (which counts as somebody else)."""

    def __init__(self, parent: QWidget | None, before: Chart, after: Chart) -> None:
        super().__init__(parent, _("Who is who?"), width=WIDE)
        self.before, self.after = before, after
        self.answers: dict[str, str] = {}
        self._everybody: dict[bool, Sequence[tuple[str, str]]] = {}
        self.rows: dict[str, DoubtRow] = {}
        self.told = Words("", "small", wrap=True)
        self.list = Scroll()
        self.list.setMinimumHeight(HIGH)
        self.likely = button(_("Accept all that are nearly certain"), "link")
        self.nobody = button(_("All are somebody else"), "link")
        self.put(self.told, self.list, row(self.likely, self.nobody, None, gap=20))
        self.offer(("", _("Cancel"), ""), ("ok", _("Go on"), "primary"))
        self.likely.clicked.connect(self.accept_likely)
        self.nobody.clicked.connect(self.refuse_all)
        self.matching = match(before, after)
        self.list.refill(self._fill)
        self._tell()

    @property
    def undecided(self) -> list[str]:
        """The doubts that nobody has decided yet."""
        return [doubt.id for doubt in self.matching.doubts]

    def decide(self, key: str, old: str | None) -> None:
        """Say who somebody is: an earlier id, "" = somebody else, None = not decided."""
        self.answers.pop(key, None)
        if old is not None:
            self.answers = {k: v for k, v in self.answers.items() if not old or v != old} | {key: old}
        self._match()

    def accept_likely(self) -> None:
        """Accept the likeliest where it is nearly certain and the only such one."""
        for doubt in self.matching.doubts:
            second = doubt.scores[1] if len(doubt.scores) > 1 else 0
            if doubt.scores[0] >= CERTAIN > second and doubt.candidates[0] not in self.answers.values():
                self.answers[doubt.id] = doubt.candidates[0]
        self._match()

    def refuse_all(self) -> None:
        """Everybody undecided is somebody else."""
        for doubt in self.matching.doubts:
            self.answers.setdefault(doubt.id, "")
        self._match()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from one doubt to the next."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def everybody(self, *, is_person: bool) -> Sequence[tuple[str, str]]:
        """All people of the earlier chart, or all boxes, by name; worked out when first wanted."""
        known = self._everybody.get(is_person)
        if known is None:
            table = self.before.people if is_person else self.before.boxes
            told = ((key, described(self.before, key)) for key in table)
            by_name = sorted(told, key=lambda entry: entry[1][0].casefold())
            known = self._everybody[is_person] = [
                (key, f"{name} – {detail}") for key, (name, detail) in by_name
            ]
        return known

    def _match(self) -> None:
        self.matching = match(self.before, self.after, self.answers)
        left = {doubt.id for doubt in self.matching.doubts}
        for doubt in self.matching.doubts:
            if doubt.id not in self.rows:
                self._add(doubt)
        for key, shown in self.rows.items():
            shown.setVisible(key in left or key in self.answers)
            shown.show_answer(self.answers.get(key))
        self._tell()

    def _tell(self) -> None:
        count = len(self.undecided)
        sure = plural("{count} is matched for sure", "{count} are matched for sure", len(self.matching.pairs))
        left = plural("{count} is not decided", "{count} are not decided", count)
        text = _("{sure}; {left} and will count as somebody else. Nobody is matched without your word.")
        self.told.setText(text.format(sure=sure, left=left))
        self.likely.setEnabled(count > 0)
        self.nobody.setEnabled(count > 0)

    def _fill(self, layout: QVBoxLayout) -> None:
        self.place = layout
        layout.setSpacing(2)
        layout.addStretch(1)
        for doubt in self.matching.doubts:
            self._add(doubt)

    def _add(self, doubt: Doubt) -> None:
        made = self.rows[doubt.id] = DoubtRow(self, doubt)
        self.place.insertWidget(self.place.count() - 1, made)

    def _walk(self, by: int) -> None:
        shown = [one for one in self.rows.values() if one.isVisible()]
        here = next((n for n, one in enumerate(shown) if one.isAncestorOf(self.focusWidget())), -1)
        if shown:
            goal = shown[max(0, min(len(shown) - 1, here + by))]
            goal.decision.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.ensureWidgetVisible(goal)


class Candidates(Choice):
    """The likeliest, and once somebody wants to choose everybody else of the earlier chart by name.

    Everybody in every row would be the square of a large company.
    """

    def __init__(self, sheet: MatchSheet, doubt: Doubt) -> None:
        super().__init__(list(_likeliest(sheet.before, doubt)), doubt.candidates[0])
        self.sheet, self.doubt = sheet, doubt
        self.is_whole = False

    def show_value(self, value: str) -> None:
        """Show somebody, likely or not."""
        if self.findData(value) < 0:
            self.complete()
        super().show_value(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The arrow keys go through all."""
        self.complete()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """All are offered."""
        self.complete()
        super().showPopup()

    def complete(self) -> None:
        """Offer everybody else, too."""
        if not self.is_whole:
            self.is_whole = True
            for key, text in self.sheet.everybody(is_person=self.doubt.id.startswith("p_")):
                if key not in self.doubt.candidates:
                    self.addItem(text, key)


class DoubtRow(Frame):
    """One doubt: who it is about, who it may be, and the decision."""

    def __init__(self, sheet: MatchSheet, doubt: Doubt) -> None:
        super().__init__("Card")
        self.sheet, self.doubt = sheet, doubt
        name, detail = described(sheet.after, doubt.id)
        self.candidate = Candidates(sheet, doubt)
        self.candidate.setAccessibleName(_("{name} may be").format(name=name))
        self._tell_candidate()
        options = ((SAME, _("The same")), (OTHER, _("Somebody else")), (OPEN, _("Not decided")))
        self.decision = Segments(options, OPEN, quiet=OPEN)
        self.decision.setAccessibleName(_("{name}, {detail}").format(name=name, detail=detail))
        self.decision.setFixedWidth(290)
        words = column(Words(name, "strong", wrap=True), Words(detail, "small", wrap=True), gap=1)
        self.setLayout(row(words, self.candidate, self.decision, gap=12, margins=(12, 8, 12, 8)))
        layout = self.layout()
        assert layout is not None
        for place, share in enumerate((4, 5, 0)):
            layout.setStretch(place, share)  # type: ignore[attr-defined]
        self.decision.chosen.connect(self._decide)
        self.candidate.chosen.connect(self._choose)

    def show_answer(self, answer: str | None) -> None:
        """Show what was decided."""
        self.decision.choose(OPEN if answer is None else SAME if answer else OTHER)
        if answer:
            self.candidate.show_value(answer)
            self._tell_candidate()

    def _choose(self, old: str) -> None:
        self._tell_candidate()
        self.sheet.decide(self.doubt.id, old)

    def _tell_candidate(self) -> None:
        self.candidate.setToolTip(tip(self.candidate.currentText()))

    def _decide(self, value: str) -> None:
        old = {SAME: self.candidate.value(), OTHER: ""}.get(value)
        self.sheet.decide(self.doubt.id, old)


def described(chart: Chart, key: str) -> tuple[str, str]:
    """A person or box by name, and where it sits: "Engineer, under Ana Ruiz"."""
    if key in chart.people:
        person = chart.people[key]
        seats = "; ".join(_seat(chart, box) for box in chart.seats(key))
        return person.name, ", ".join(filter(None, (seats or _("without a seat"), person.email)))
    box = chart.boxes[key]
    who = ", ".join(chart.people[one].name for one in box.people)
    under = _under(chart, key)
    return box.title or _("Untitled box"), ", ".join(filter(None, (who or _("nobody named"), under)))


def _seat(chart: Chart, box: str) -> str:
    return ", ".join(filter(None, (chart.boxes[box].title, _under(chart, box))))


def _under(chart: Chart, box: str) -> str:
    manager = chart.boxes.get(chart.boxes[box].reports_to or "")
    if manager is None:
        return ""
    who = [chart.people[one].name for one in manager.people]
    return _("under {manager}").format(manager=(who or [manager.title])[0])


def _likeliest(before: Chart, doubt: Doubt) -> Iterator[tuple[str, str]]:
    """Who it may be, the likeliest first."""
    for key, score in zip(doubt.candidates, doubt.scores, strict=True):
        name, detail = described(before, key)
        how = _("same name") if score == 100 else _("{score} % alike").format(score=round(score))
        yield key, f"{name} – {detail} ({how})"


def matched(parent: QWidget | None, before: Chart, after: Chart) -> Matching | None:
    """Who is who, asked only where there is a doubt; None when that was cancelled."""
    found = match(before, after)
    if not found.doubts:
        return found
    sheet = MatchSheet(parent, before, after)
    return sheet.matching if sheet.ask() else None
