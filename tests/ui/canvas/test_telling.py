"""What is said aloud after an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.document import Document, engine_for
from orgsketch.model import edits
from orgsketch.ui.canvas import Canvas, accessible
from orgsketch.ui.canvas.telling import Telling, news
from tests.charts import org

TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product"}
FUNCTIONS = {"product": "product", "sales": "sales", "pm": "product_management", "pmm": "product_marketing"}


@pytest.fixture
def listening(qapp: QApplication) -> Iterator[None]:
    """Somebody reads the screen."""
    accessible.install()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def telling(qtbot: QtBot) -> Callable[[], Telling]:
    def made() -> Telling:
        canvas = Canvas(Document(org(FUNCTIONS, **TEAM), engines=engine_for))
        qtbot.addWidget(canvas)
        canvas.show()
        return Telling(canvas)

    return made


@pytest.mark.usefixtures("listening")
def test_an_edit_and_what_it_does_to_the_findings_are_one_sentence(
    telling: Callable[[], Telling], qtbot: QtBot
) -> None:
    teller = telling()
    document = teller.canvas.document
    with qtbot.waitSignal(teller.told) as said:
        document.edit("Move Pmm under Sales", edits.move, "b_pmm", "b_sales")
    (sentence,) = said.args or [""]
    assert sentence.startswith("Move Pmm under Sales. ")
    assert "new finding" in sentence
    with qtbot.waitSignal(teller.told) as said:
        document.undo_stack.undo()
    (sentence,) = said.args or [""]
    assert sentence.startswith("Undone: Move Pmm under Sales. ")
    assert "resolved" in sentence


@pytest.mark.usefixtures("listening")
def test_another_chart_is_no_news(telling: Callable[[], Telling], qtbot: QtBot) -> None:
    teller = telling()
    teller.canvas.document.edit("Add", edits.add, "New", (), "b_ceo")
    with qtbot.assertNotEmitted(teller.told, wait=150):
        teller.canvas.document.adopt(org(a=None, b="a"))


def test_nobody_listening_nothing_is_worked_out(telling: Callable[[], Telling], qtbot: QtBot) -> None:
    teller = telling()
    with qtbot.assertNotEmitted(teller.told, wait=150):
        teller.canvas.document.edit("Add", edits.add, "New", (), "b_ceo")


def test_words_for_what_came_and_went() -> None:
    def found(**lists: list[str]) -> Any:
        said = {name: [SimpleNamespace(title=title) for title in titles] for name, titles in lists.items()}
        return SimpleNamespace(**{"added": [], "resolved": [], **said})

    assert news(found()) == ""
    assert news(found(added=["Far from the product", "Two masters"])) == (
        "2 new findings: Far from the product"
    )
    assert news(found(added=["A"], resolved=["B"])) == "1 new finding: A; 1 finding resolved: B"
