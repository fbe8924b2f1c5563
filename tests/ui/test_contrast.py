"""Every rule of the style sheet in every theme: what it writes can be read on what it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from orgsketch.drawing.theme import NAMES, Theme
from orgsketch.resources import resource
from tests.drawing.test_theme import GRAPHIC, TEXT, contrast

# What widgets without a ground of their own stand on: panels, popovers and dialogs, sunken frames; and two
# that lie on a part of another colour.
GROUNDS = ("surface", "surface_raised", "surface_sunken")
INSIDE = {"#ToastUndo": "text", "#OnAccent": "accent"}
DECLARED = re.compile(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}")
# The parts whose edge alone says that they are there, or that the keyboard is in them.
EDGED = ("QLineEdit", "QPlainTextEdit", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QComboBox", "::indicator")
CONTROLS = (
    "QPushButton QToolButton QLineEdit QPlainTextEdit QSpinBox QDateEdit QComboBox QCheckBox QRadioButton"
).split()


class Rule(NamedTuple):
    """One selector with what is declared for it."""

    selector: str
    declared: dict[str, str]

    def color(self, name: str) -> str:
        """The colour token of a property, "" where it has none."""
        found = re.search(r"\$(\w+)", self.declared.get(name, ""))
        return found[1] if found else ""


@cache
def rules() -> tuple[Rule, ...]:
    """Every selector of the sheet by itself."""
    text = re.sub(r"/\*.*?\*/", "", resource("look", "window.qss").read_text("utf-8"), flags=re.S)
    return tuple(_rules(text))


def _rules(text: str) -> Iterator[Rule]:
    for selectors, body in DECLARED.findall(text):
        declared = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        for selector in selectors.split(","):
            yield Rule(
                " ".join(selector.split()), {name.strip(): what.strip() for name, what in declared.items()}
            )


def base(selector: str) -> str:
    """A selector without its states: "QPushButton[role="primary"]:hover" -> the same button at rest."""
    return re.sub(r"(?<!:):[a-z-]+", "", selector)


def grounds(rule: Rule) -> tuple[str, ...]:
    """What a rule's words stand on: its own ground, that of the part at rest, else any of the usual ones."""
    own = rule.color("background") or rule.color("background-color") or INSIDE.get(base(rule.selector), "")
    if own:
        return (own,)
    for other in rules():
        if other.selector in (base(rule.selector), rule.selector.split()[0]) and other.color("background"):
            return (other.color("background"),)
    return GROUNDS


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return Theme(request.param)


def worst(theme: Theme, color: str, on: tuple[str, ...]) -> float:
    return min(contrast(theme.color(color), theme.color(ground)) for ground in on)


def test_the_sheet_is_read() -> None:
    assert len(rules()) > 80
    assert Rule("QMenu::item:selected", {"background": "$accent_soft"}) in rules()
    assert all(set(re.findall(r"\$(\w+)", str(rule.declared))) for rule in rules() if rule.color("color"))


def test_words_can_be_read(theme: Theme) -> None:
    """4.5 : 1, for what is disabled, too: a command that cannot be done now is still to be found."""
    bad = {
        rule.selector: round(worst(theme, rule.color("color"), grounds(rule)), 2)
        for rule in rules()
        if rule.color("color") and worst(theme, rule.color("color"), grounds(rule)) < TEXT
    }
    assert bad == {}


def test_words_can_be_read_where_only_the_ground_is_declared(theme: Theme) -> None:
    """Hovered rows, selected text, sunken frames: the words on them are those of the window."""
    grounded = {rule.color("background"): rule.selector for rule in rules() if not rule.color("color")}
    inverted = {"text", "accent", "accent_hover", "card_border", "control_border", "hairline", ""}
    for ground, selector in grounded.items():
        if ground not in inverted:
            assert contrast(theme.color("text"), theme.color(ground)) >= TEXT, selector
            assert contrast(theme.color("text_muted"), theme.color(ground)) >= TEXT, selector


def test_selected_text_can_be_read(theme: Theme) -> None:
    for rule in rules():
        ground, ink = rule.color("selection-background-color"), rule.color("selection-color")
        if ground:
            assert contrast(theme.color(ink), theme.color(ground)) >= TEXT, rule.selector


def test_fields_and_ticks_can_be_told_from_the_panel(theme: Theme) -> None:
    edged = [
        rule
        for rule in rules()
        if rule.color("border")
        and any(part in rule.selector for part in EDGED)
        and "::item" not in rule.selector
    ]
    assert len(edged) > 8
    for rule in edged:
        if "AbstractItemView" not in rule.selector and 'role="search"' not in rule.selector:
            assert worst(theme, rule.color("border"), GROUNDS) >= GRAPHIC, rule.selector


def test_a_search_field_is_told_by_its_ground_or_its_edge_when_the_keyboard_is_in_it(theme: Theme) -> None:
    found = next(rule for rule in rules() if rule.selector == 'QLineEdit[role="search"]:focus')
    assert worst(theme, found.color("border"), (*GROUNDS, "surface_sunken")) >= GRAPHIC


def test_focus_can_be_seen(theme: Theme) -> None:
    """Each kind of control shows by an edge or a line below its words that the keyboard is in it."""
    for part in CONTROLS:
        declared = [rule for rule in rules() if rule.selector == f"{part}:focus"]
        edges = [rule for rule in declared if rule.color("border")]
        if edges:
            assert worst(theme, edges[0].color("border"), GROUNDS) >= GRAPHIC, part
            assert "2px" in edges[0].declared["border"], part
        else:
            assert any("underline" in rule.declared.get("text-decoration", "") for rule in declared), part


def test_the_handle_of_a_scroll_bar_can_be_seen_under_the_pointer(theme: Theme) -> None:
    rule = next(rule for rule in rules() if rule.selector == "QScrollBar::handle:hover")
    assert worst(theme, rule.color("background"), GROUNDS) >= GRAPHIC


def test_progress_can_be_seen(theme: Theme) -> None:
    rule = next(rule for rule in rules() if rule.selector == "QProgressBar::chunk")
    assert worst(theme, rule.color("background"), GROUNDS) >= GRAPHIC
