"""A person's edits in the whole window, rules and panels and all: until what is shown is up to date again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from time import thread_time
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from orgsketch.document import Document, engine_for
from orgsketch.model import edits
from orgsketch.resources import settings
from orgsketch.ui.window import Window
from tests.benchmarks.timing import RESULTS
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark
MOST = {"select": 35, "add a box and name it": 90, "move": 55, "move a product role": 120, "undo": 120}
ROLES = ("product_management", "product_marketing")
FIRST_FRAME = 800  # milliseconds from a chart of 10,000 boxes in memory to its first frame, rules and panels


@pytest.fixture
def shown(qtbot: Any, own_settings: Any) -> Iterator[Callable[[int], Window]]:
    made: list[Window] = []

    def show(count: int) -> Window:
        settings.update(reduced_motion=True)
        window = Window(Document(engines=engine_for))
        window.resize(1440, 900)
        window.show()
        QApplication.processEvents()
        made.append(window)
        RESULTS.append((f"a chart of {count:,} boxes in the window: first frame", opened(window, count)))
        settle(window)
        return window

    yield show
    for window in made:
        window.document.undo_stack.setClean()
        window.close()


def opened(window: Window, count: int) -> float:
    chart, started = big_chart(count), thread_time()
    window.document.adopt(chart)
    window.show_chart()
    QApplication.processEvents()
    return (thread_time() - started) * 1000


def settle(window: Window) -> None:
    QApplication.processEvents()
    window.document.settle()
    QApplication.processEvents()


def took(window: Window, name: str, do: Callable[[], object]) -> float:
    times = []
    for _turn in range(15):
        started = thread_time()
        do()
        settle(window)
        times.append((thread_time() - started) * 1000)
    RESULTS.append((f"1,000 boxes in the window, to settled (median): {name}", median(times)))
    return median(times)


def test_edits_at_a_thousand_boxes(shown: Callable[[int], Window]) -> None:
    window, dice = shown(1_000), Random(1)
    chart = window.document.chart
    anybody = [box for box in sorted(chart.boxes) if chart.boxes[box].function == "development"]
    roles = [box for box in sorted(chart.boxes) if chart.boxes[box].function in ROLES]

    def select() -> None:
        window.go_to(dice.choice(anybody))

    def add() -> None:
        window.actions_table["add_report"].trigger()
        window.canvas.field.setText(f"New {dice.randint(0, 999)}")
        window.canvas.field.commit()

    def move(boxes: list[str]) -> None:
        box, manager = dice.sample(boxes, 2)
        window.document.edit("Move", edits.move, box, manager)

    steps: dict[str, Callable[[], object]] = {
        "select": select,
        "add a box and name it": add,
        "move": lambda: move(anybody),
        "move a product role": lambda: move(roles),
        "undo": window.actions_table["undo"].trigger,
    }
    figures = {name: took(window, name, do) for name, do in steps.items()}
    assert all(figures[name] <= MOST[name] for name in MOST), figures


def test_ten_thousand_boxes_open_in_the_window(shown: Callable[[int], Window]) -> None:
    shown(10_000)
    assert RESULTS[-1][1] < FIRST_FRAME
