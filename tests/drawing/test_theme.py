"""The look: every pair of colours of look.md section 2 is as far apart as it says."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from orgsketch.drawing.theme import NAMES, Theme, channels, face, hue, mixed, tokens

TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("surface", "surface_sunken", "surface_raised", "canvas", "card")
# As text on panels, popovers and their own soft ground (look.md section 2, fifth to seventh row).
SIGNALS = ("critical", "major", "minor", "info", "strength", "accepted", "stale")


def luminance(color: str) -> float:
    """Relative luminance of WCAG 2.2."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst(theme: Theme, color: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(theme.color(color), theme.color(ground)) for ground in grounds)


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return Theme(request.param)


def test_the_values_are_those_of_the_look(shared: Path) -> None:
    look = tomllib.loads((shared / "look" / "tokens.toml").read_text("utf-8"))
    assert {key: tokens()[key] for key in look} == look


def test_the_contrast_is_measured_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("color", ["text", "text_muted"])
def test_text_can_be_read_on_every_ground(theme: Theme, color: str) -> None:
    assert worst(theme, color, (*GROUNDS, "accent_soft")) >= TEXT


def test_accent_and_what_stands_on_it_can_be_read(theme: Theme) -> None:
    assert worst(theme, "accent", ("surface", "surface_raised", "card", "accent_soft")) >= TEXT
    assert worst(theme, "text_on_accent", ("accent", "accent_hover")) >= TEXT


@pytest.mark.parametrize("color", SIGNALS)
def test_signals_can_be_read_as_text(theme: Theme, color: str) -> None:
    assert worst(theme, color, ("surface", "surface_raised", "card", f"{color}_soft")) >= TEXT


@pytest.mark.parametrize("color", ["added", "removed", "moved", "changed"])
def test_changes_can_be_read_as_text(theme: Theme, color: str) -> None:
    assert worst(theme, color, ("surface", "card", "canvas")) >= TEXT


def test_letters_can_be_read_on_filled_marks(theme: Theme) -> None:
    filled = [kind for kind, look in tokens()["mark"].items() if look["filled"]]
    assert min(contrast(theme.color("text_on_mark"), theme.color(kind)) for kind in filled) >= TEXT


@pytest.mark.parametrize(
    "color", ["line", "line_relation", "control_border", "selection", "focus", "drop_invalid"]
)
def test_lines_and_rings_can_be_seen(theme: Theme, color: str) -> None:
    assert worst(theme, color, ("canvas", "surface", "card")) >= GRAPHIC


@pytest.mark.parametrize("family", sorted(tokens()["color"]["light"]["family"]))
def test_families_can_be_seen(theme: Theme, family: str) -> None:
    assert contrast(theme.color(f"family:{family}"), theme.color(f"tile:{family}")) >= GRAPHIC
    assert contrast(theme.color(f"family:{family}"), theme.color("canvas")) >= GRAPHIC


def oklab(color: str) -> tuple[float, float, float]:
    """OKLab of an sRGB colour (Ottosson 2020)."""
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in channels(color))
    )
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def test_no_two_families_look_alike(theme: Theme) -> None:
    hues = [oklab(theme.family(name)) for name in tokens()["color"]["light"]["family"]]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        for one, other in combinations(hues, 2)
    ]
    assert min(distances) * 100 >= 7


def test_all_themes_have_the_same_colours() -> None:
    colors = tokens()["color"]
    assert colors["light"].keys() == colors["dark"].keys() == colors["high_contrast"].keys()


def test_tokens_mix_and_fade() -> None:
    light = Theme("light")
    assert light.ink("selection%12") == (light.color("selection"), 0.12)
    assert light.color("tile:sales") == mixed(light.family("sales"), light.color("card"), 0.12)
    assert light.ink("").alpha == 0
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


def test_high_contrast_has_edges_and_no_shadows() -> None:
    high = Theme("high_contrast")
    assert high.ink("shadow%7").alpha == 0
    assert high.ink("rim:sales").alpha == 1
    assert high.color("tile:sales") == high.color("card")
    assert high.edge(1) == 2
    assert Theme("light").ink("rim:sales").alpha == 0
    assert Theme("light").edge(1) == 1


def test_an_unknown_family_wears_other() -> None:
    light = Theme("light")
    assert light.color("family:of_a_pack") == light.family("other")
    assert hue("of_a_pack") == hue("of_a_pack", "of_a_pack") == "other"
    assert hue("of_a_pack", "sales") == "sales"


def test_type_is_never_below_eleven_pixels() -> None:
    sizes = {style: face(style) for style, value in tokens()["type"].items() if isinstance(value, dict)}
    assert min(made.size for made in sizes.values()) == 11
    assert {made.weight for made in sizes.values()} == {400, 600, 700}
