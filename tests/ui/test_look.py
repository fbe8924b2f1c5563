"""The look of the widgets: every theme dresses the application, no token is missing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QPalette

from orgsketch.ui import look


@pytest.fixture(autouse=True)
def light_again(qapp: Any) -> Any:
    yield
    look.wear("light")


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_every_theme_dresses_the_application(qapp: Any, name: str) -> None:
    look.wear(name)
    assert "$" not in qapp.styleSheet()
    ground = qapp.palette().color(QPalette.ColorRole.Window)
    assert ground == look.color("surface")
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == look.color("text")


def test_the_setting_overrides_the_system(qapp: Any) -> None:
    look.wear_chosen("high_contrast")
    assert look.theme().name == "high_contrast"
    assert look.system_theme() in ("light", "dark", "high_contrast")


def test_type_follows_the_tokens(qapp: Any) -> None:
    look.use_font()
    assert look.font("heading").pointSizeF() == pytest.approx(15 * 72 / 96)
    assert look.font("strong").weight() == 600
