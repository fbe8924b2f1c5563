"""The look of the widgets: tokens turned into a Fusion palette, a style sheet and fonts.

One theme is worn at a time by the whole application. Changing it changes the palette, which Qt tells
every widget (`PaletteChange`); what paints itself asks `color` while painting and keeps nothing.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from orgsketch.drawing.paint import families
from orgsketch.drawing.theme import Theme, face, tokens
from orgsketch.resources import resource
from orgsketch.resources.settings import load as load_settings

NORMAL_DOTS = 96  # an inch, where text has its normal size
PIXELS_PER_POINT = NORMAL_DOTS / 72


_worn: list[Theme] = []


def theme() -> Theme:
    """The theme in use."""
    if not _worn:
        _worn.append(Theme("light"))
    return _worn[0]


def color(token: str) -> QColor:
    """The colour of a token in the theme in use, with its opacity."""
    ink = theme().ink(token)
    painted = QColor(ink.hex)
    painted.setAlphaF(ink.alpha)
    return painted


def font(style: str) -> QFont:
    """The application's font in a style of type ("body", "card_title" ...), scaled with the system's text."""
    values = face(style)
    made = QFont(QApplication.font())
    made.setPointSizeF(values.size / PIXELS_PER_POINT)
    made.setWeight(QFont.Weight(values.weight))
    return made


def text_scale() -> float:
    """How much larger the system has its text than at 100 %: what has room for text grows along."""
    return QGuiApplication.primaryScreen().logicalDotsPerInch() / NORMAL_DOTS


def wear(name: str) -> None:
    """Dress the application in a theme: "light", "dark" or "high_contrast"."""
    _worn[:] = [Theme(name)]
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(_palette())
        app.setStyleSheet(style_sheet())


def wear_chosen(choice: str = "") -> None:
    """Wear the theme of the settings, or the system's where they say so."""
    chosen = choice or load_settings().theme
    wear(system_theme() if chosen == "system" else chosen)


def system_theme() -> str:
    """The theme that fits the system: its contrast first, then its colour scheme."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def follow_system() -> None:
    """Change along with the system, where the settings say so."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda scheme: wear_chosen())
    accessibility = hints.accessibility()
    accessibility.contrastPreferenceChanged.connect(lambda preference: wear_chosen())


def use_font() -> None:
    """Give the application the font of the cards, at the size of the body."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = QFont()
    made.setFamilies(families())
    made.setPointSizeF(face("body").size / PIXELS_PER_POINT)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(made)


def style_sheet() -> str:
    """The window's style sheet with the values of the theme in use."""
    worn = theme()
    values = {name: worn.color(name) for name in tokens()["color"]["light"] if name != "family"}
    values |= {f"f{size}": f"{size / PIXELS_PER_POINT:g}pt" for size in (11, 12, 13, 15, 20, 28)}
    values |= {f"radius_{name}": str(radius) for name, radius in tokens()["radius"].items()}
    values["edge"] = f"{worn.edge(1):g}"
    return Template(resource("look", "window.qss").read_text("utf-8")).substitute(values)


def _palette() -> QPalette:
    """The palette for what the style sheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: "surface",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface_sunken",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.PlaceholderText: "text_muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "text_on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "hairline",
        QPalette.ColorRole.Dark: "control_border",
        QPalette.ColorRole.Light: "surface_raised",
        QPalette.ColorRole.Accent: "accent",
    }
    palette = QPalette()
    for role, token in roles.items():
        palette.setColor(role, color(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("text_muted"))
    return palette
