"""As a leader would: from the blank page to a finding understood, a question answered, a remedy previewed
and applied, one finding accepted. Once by mouse, once by keyboard; no manual, no file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from orgsketch import shorthand
from orgsketch.document import engine_for
from orgsketch.ui.panels.finding_view import FindingView
from orgsketch.ui.widgets.buttons import Segments
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.window import Window

ENGINE = engine_for(())
TYPED = "CEO[Marketing[PMM Marcom] Product[PM]]"
IN = ("company.product_knows_market", None)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(window: Callable[..., Window]) -> Window:
    return window(engines=lambda packs: ENGINE)


def settle() -> None:
    QApplication.processEvents()
    QApplication.processEvents()


def words(widget: QWidget) -> str:
    settle()
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def named(widget: QWidget, kind: type[Any], start: str = "", end: str = "") -> Any:
    """The visible widget of a kind whose accessible name begins and ends like this."""
    settle()
    found = widget.findChildren(kind)
    return next(w for w in found if w.accessibleName().startswith(start) and w.accessibleName().endswith(end))


def rules(shown: Window) -> dict[str, str]:
    shown.document.settle()
    return {finding.rule: finding.state for finding in shown.document.report.findings}


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)
    settle()


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)
    settle()


@pytest.mark.parametrize("use", [click, press], ids=["by mouse", "by keyboard"])
def test_from_the_blank_page_to_an_accepted_finding(shown: Window, use: Callable[[QWidget], None]) -> None:
    # the blank page: type a structure
    assert shown.is_at_start
    QTest.keyClicks(shown.start.field, TYPED)
    use(named(shown.start, QPushButton, "Draw it")) if use is click else press(shown.start.field)
    assert len(shown.document.chart.boxes) == 6

    # one problem at first sight; it opens to what it means, who says so, who disagrees
    panel = shown.side.findings
    first = next(row for row in panel.findChildren(Pressable) if ", critical, closed" in row.accessibleName())
    use(first)
    view = panel.findChildren(FindingView)[0]
    said = words(view)
    for heading in ("Because", "What would change it"):
        assert heading in said
    assert view.finding.message in said
    assert f"“{view.finding.sources[0].quote}”" in said

    # a question answered: what changed is said
    shown.side.show_panel("questions")
    settle()
    field = shown.side.questions.fields[IN].field
    assert isinstance(field, Segments)
    if use is click:
        QTest.mouseClick(
            field, LEFT, pos=field.rect().center() + (field.rect().topLeft() - field.rect().center()) / 1.2
        )
    else:
        press(field, Qt.Key.Key_Right)
    assert "Your answer: " in words(shown.side.questions)
    assert shown.document.chart.head.answers["product_knows_market"].value == "yes"

    # a remedy previewed: the chart is untouched; then applied in one step
    shown.side.show_panel("findings")
    steps = shown.document.undo_stack.count()
    before = shown.document.chart
    use(named(shown.side.findings, Pressable, "Move product marketing", "Show me"))
    assert shown.canvas.preview.is_shown
    assert shown.document.chart is before
    assert "Ends" in words(shown.trial)
    use(shown.trial.use)
    assert shown.document.undo_stack.count() == steps + 1
    assert "PMM101" not in rules(shown)

    # what is left is accepted with a reason
    rule, box = next(
        (f.rule, f.boxes[0]) for f in shown.document.report.findings if f.kind == "risk" and f.boxes
    )
    shown.show_finding(rule, box)
    view = next(v for v in shown.side.findings.findChildren(FindingView) if v.finding.rule == rule)
    settle()
    use(view.accept_link)
    QTest.keyClicks(view.accept_form.reason, "Until the partner team is hired")
    press(view.accept_form.reason)
    assert rules(shown)[rule] == "accepted"


def test_move_to_shows_what_a_drag_would(shown: Window) -> None:
    from orgsketch.ui.dialogs.moving import MovePicker

    shown.document.adopt(shorthand.read(TYPED, shown.document.book.vocabulary))
    shown.show_chart()
    boxes = {box.title: box.id for box in shown.document.chart.boxes.values()}
    pmm = next(box.id for box in shown.document.chart.boxes.values() if box.function == "product_marketing")
    before = [(b.box, x, y) for b, x, y in shown.canvas.chart_layout.cards()]
    picker = MovePicker(shown, "Move", [pmm], [boxes["Product"], boxes["CEO"]], "No manager")
    picker.show()
    picker.search.setText("product")
    picker.show_effect()
    assert shown.canvas.preview.is_shown
    assert any(effect.text.startswith("resolves") for effect in picker.note.effects)
    assert "placement" in picker.note.accessibleName()
    QTest.keyClick(picker, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    picker.switch_details() if not picker.is_detailed else None
    assert any(effect.text.startswith("+ ") for effect in picker.note.effects)
    picker.reject()
    assert not shown.canvas.preview.is_shown
    assert [(b.box, x, y) for b, x, y in shown.canvas.chart_layout.cards()] == before
