"""From option to plan: the steps in an order that can be gone, to be read beside the chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from orgsketch.compare.plan import CHANGE, CREATE, DRAW, ERASE, MOVE, REMOVE, Plan, Step, sentence
from orgsketch.drawing.cards import Names
from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.metrics import wrap
from orgsketch.drawing.paint import paint
from orgsketch.errors import OrgsketchError
from orgsketch.exporters import planned
from orgsketch.exporters.matrix import plan_markdown
from orgsketch.resources import N_, _, plural, settings
from orgsketch.ui import look
from orgsketch.ui.commands.files import file_name
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.matrix import opening
from orgsketch.ui.widgets.boxes import row
from orgsketch.ui.widgets.fields import Choice
from orgsketch.ui.widgets.words import Words, tip

if TYPE_CHECKING:
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window

WIDTH, TALL = 620, 420
NUMBER, FLAG, PAD = 34, 30, 8
FLAGS = {
    CREATE: "added",
    DRAW: "added",
    MOVE: "moved",
    CHANGE: "changed",
    ERASE: "removed",
    REMOVE: "removed",
}
STEP = Qt.ItemDataRole.UserRole
NAMES = {"full": N_("Full names"), "initials": N_("Initials"), "none": N_("No names")}
SHOWN = 40  # names of people affected


class PlanSheet(Sheet):
    """The plan from one option to another, as long as it is wanted beside the window."""

    def __init__(self, window: Window, before: Option, after: Option) -> None:
        assert before.chart
        assert after.chart
        super().__init__(
            window,
            _("From {before} to {after}").format(before=before.title, after=after.title),
            _("What is done, and what has to come first. It does not say whether it is wise."),
            width=WIDTH,
        )
        self.host, self.before, self.after = window, before, after
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.steps = QListWidget()
        self.steps.setAccessibleName(_("Steps"))
        self.steps.setItemDelegate(Steps(self.steps))
        self.steps.setMinimumHeight(TALL)
        self.steps.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people = Words("", "small", wrap=True)
        self.names = Choice([(key, _(text)) for key, text in NAMES.items()])
        self.names.setAccessibleName(_("How people are named"))
        known = settings.names_of(after.chart.head.id)
        self.names.show_value(known if known in NAMES else "full")
        self.put(self.steps, self.people, row(Words(_("People"), "label"), self.names, None))
        self.buttons = self.offer(
            ("markdown", _("Markdown…"), ""),
            ("workbook", _("Excel…"), ""),
            ("copy", _("Copy"), ""),
            ("close", _("Close"), "primary"),
        )
        self.names.chosen.connect(lambda value: self.tell())
        self.steps.itemClicked.connect(self.jump)
        self.steps.itemActivated.connect(self.jump)
        self.tell()

    plan: Plan

    def tell(self) -> None:
        """Show the steps, with people named as chosen."""
        assert self.before.chart
        assert self.after.chart
        names: Names = self.names.value()  # type: ignore[assignment]
        words = self.host.document.book.vocabulary
        self.plan = planned.planned(self.before.chart, self.after.chart, names, words)
        self.steps.clear()
        for step in self.plan.steps:
            item = QListWidgetItem(f"{step.number}. {told(step)}")
            item.setData(STEP, step)
            item.setToolTip(tip(_("Show it on the chart")))
            self.steps.addItem(item)
        if not self.plan.steps:
            self.steps.addItem(QListWidgetItem(_("Nothing has to be done.")))
        self.people.setText(_affected(self.plan))

    def choose(self, answer: str) -> None:
        """Write, copy, or go."""
        if answer in ("markdown", "workbook"):
            self._write(".md" if answer == "markdown" else ".xlsx")
        elif answer == "copy":
            QGuiApplication.clipboard().setText(plan_markdown(self.plan))
            self.host.toast.show_message(
                plural("Copied {count} step", "Copied {count} steps", len(self.plan.steps))
            )
        else:
            super().choose(answer)

    def jump(self, item: QListWidgetItem) -> None:
        """Show the box of a step: in the option, or where it goes away in the baseline."""
        step = item.data(STEP)
        if step is None:
            return
        home = next(
            (one for one in (self.after, self.before) if one.chart and step.box in one.chart.boxes), None
        )
        shown = opening.show(self.host, home) if home else None
        if shown is not None:
            shown.go_to(step.box)

    def _write(self, suffix: str) -> None:
        name = file_name(_("Plan {option}").format(option=self.after.title)) + suffix
        folder = self.after.path.parent if self.after.path else Path.home()
        path = self.host.ask.file_for_plan(folder / name)
        if path is None:
            return
        if path.suffix != suffix:  # the toolkit asked about the name that was typed only
            path = path.with_name(path.name + suffix)
            if path.exists() and not self.host.ask.about_replacing(path.name):
                return
        try:
            planned.write(self.plan, path)
        except OrgsketchError as error:
            self.host.ask.tell(_("That did not work"), str(error))
        else:
            self.host.toast.show_message(_("Exported {name}").format(name=path.name))


class Steps(QStyledItemDelegate):
    """A number, the flag of what is done, the sentence, and which steps come before."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One step."""
        step: Step | None = index.data(STEP)
        if step is None:
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, rect)
        room = QRectF(rect).adjusted(0, PAD, 0, -PAD)
        high = QFontMetricsF(look.font("body")).height()
        place = QRectF(room.x(), room.y(), NUMBER - 8, high)
        flag = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        _write(painter, place, str(step.number), "body", "text_muted", flag)
        paint(painter, list(flag_shapes(FLAGS[step.kind], room.x() + NUMBER, room.y() + 1)), look.theme())
        for number, (text, style, token) in enumerate(_lines(step, rect.width())):
            place = QRectF(room.x() + NUMBER + FLAG, room.y() + high * number, room.width(), high)
            _write(painter, place, text, style, token)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its lines."""
        step: Step | None = index.data(STEP)
        if step is None:
            return super().sizeHint(option, index)
        widget = option.widget
        wide = widget.viewport().width() if isinstance(widget, QListWidget) else WIDTH - 60
        high = QFontMetricsF(look.font("body")).height()
        return QSize(60, round(high * len(_lines(step, wide)) + 2 * PAD))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("surface_sunken"))
        painter.setPen(QPen(look.color("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def told(step: Step) -> str:
    """A step with what comes before it, in words."""
    after = _after(step)
    return f"{sentence(step)} ({after})" if after else sentence(step)


def _after(step: Step) -> str:
    if not step.needs:
        return ""
    return _("after step {steps}").format(steps=", ".join(map(str, step.needs)))


def _lines(step: Step, width: float) -> list[tuple[str, str, str]]:
    room = width - NUMBER - FLAG - 16
    told = [(text, "body", "text") for text in wrap(sentence(step), "body", room, 6)]
    return [*told, (_after(step), "caption", "text_muted")] if step.needs else told


def _affected(plan: Plan) -> str:
    people = plan.affected
    heading = (
        _("1 person affected")
        if people.total == 1
        else _("{count} people affected").format(count=f"{people.total:,g}")
    )
    names = ", ".join(people.names[:SHOWN])
    rest = people.total - min(len(people.names), SHOWN)
    more = _("{count} more").format(count=f"{rest:,g}") if names and rest else ""
    return ": ".join(filter(None, (heading, ", ".join(filter(None, (names, more))))))


def _write(
    painter: QPainter,
    place: QRectF,
    text: str,
    style: str,
    token: str,
    flag: int = int(Qt.AlignmentFlag.AlignVCenter),
) -> None:
    painter.setFont(look.font(style))
    painter.setPen(look.color(token))
    painter.drawText(place, flag, text)
