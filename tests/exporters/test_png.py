"""PNG: the size asked for, bounded memory, a clear sentence where it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from orgsketch.drawing.outline import polyline
from orgsketch.drawing.page import GROUND
from orgsketch.drawing.picture import Group, Path, Picture, Rectangle, Shape, Text
from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.exporters import png
from orgsketch.exporters.png import (
    OPENED_PIXELS,
    OPENED_SIDE,
    drawn,
    fitting_scale,
    remark,
    without_rims,
    write,
)
from tests.charts import big_chart
from tests.exporters.material import SAMPLE, material, naughty, titled

pytestmark = pytest.mark.usefixtures("qapp")


def opened(data: bytes) -> QImage:
    image = QImage.fromData(data)
    assert not image.isNull()
    return image


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 3.0])
def test_it_opens_in_the_size_asked_for(scale: float, qapp: QGuiApplication) -> None:
    made = material(scale=scale)
    image = opened(write(made))
    assert abs(image.width() - made.picture.width * scale) <= 1
    assert abs(image.height() - made.picture.height * scale) <= 1
    assert image.text("Title") == "Acme today"


def test_unasked_it_is_twice_the_size() -> None:
    made = material()
    assert abs(opened(write(made)).width() - 2 * made.picture.width) <= 1


def test_it_shows_the_chart() -> None:
    """Ground, card and text are there in the theme's colours."""
    image = opened(write(material(scale=2.0, theme="dark")))
    colors = {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 3)
        for y in range(image.height())
    }
    dark = Theme("dark")
    assert {dark.color(token).upper() for token in ("surface", "card", "card_border", "critical")} <= colors


def test_a_large_chart_gets_a_smaller_scale() -> None:
    made = material(big_chart(900))
    scale = fitting_scale(made.picture, 0)
    assert 0.4 <= scale < 2
    assert made.picture.width * made.picture.height * scale**2 <= OPENED_PIXELS
    assert remark(made) == ""


def test_a_scale_that_does_not_fit_is_refused_in_one_sentence() -> None:
    with pytest.raises(ExporterError, match=r"^A PNG of this chart can be at most .* SVG or PDF\.$"):
        write(material(scale=500))
    with pytest.raises(ExporterError):
        fitting_scale(Picture(100, 100, ()), -1)


def test_a_chart_too_large_to_read_is_shown_whole_and_that_is_said() -> None:
    made = material(replace(SAMPLE))
    made.__dict__["picture"] = Picture(330_000, 9_000, [Rectangle(0, 0, 330_000, 9_000, "accent")])
    assert max(fitting_scale(made.picture, 0) * side for side in (330_000, 9_000)) <= OPENED_SIDE
    assert remark(made).startswith("The PNG shows the chart at 10% of its size")
    image = opened(write(made))
    assert (image.width(), image.height()) == (32_000, 873)
    assert image.pixelColor(31_990, 870).name() == Theme().color("accent").lower()


@pytest.mark.parametrize("is_transparent", [True, False])
def test_strips_and_tiles_leave_no_seam(monkeypatch: pytest.MonkeyPatch, is_transparent: bool) -> None:
    shapes = [
        *(Rectangle(x, x / 2, 90, 60, "card", "accent", 1.5, 8) for x in range(0, 500, 37)),
        *(Text(x, x, "Seams Ågjpq", "display", size=20 + x / 20) for x in range(0, 500, 41)),
        *(Path(polyline([(x, 0), (500 - x, 400)]), "", "line", 2) for x in range(0, 500, 53)),
    ]
    made = material(scale=1.3, transparent=is_transparent)
    made.__dict__["picture"] = Picture(520, 420, shapes)
    whole = drawn(made.picture, made.theme, 1.3, is_transparent=is_transparent)
    whole = whole.convertToFormat(QImage.Format.Format_RGBA8888)
    monkeypatch.setattr(png, "TILE", 97)
    monkeypatch.setattr(png, "STRIP_PIXELS", 60_000)
    tiled = opened(write(made))
    places = [(x, y) for x in range(whole.width()) for y in range(whole.height())]
    assert tiled.size() == whole.size()
    # Letters may be placed a fraction of a pixel apart; a seam would be hundreds of points.
    assert sum(tiled.pixelColor(*at) != whole.pixelColor(*at) for at in places) < len(places) / 5_000


def test_naughty_strings_are_painted() -> None:
    for text in naughty():
        opened(write(material(titled(text), scale=0.5)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_without_ground_what_lies_below_shows_through(theme: str) -> None:
    image = opened(write(material(transparent=True, theme=theme, scale=1.0)))
    assert image.hasAlphaChannel()
    assert image.pixelColor(2, 2).alpha() == 0
    assert opened(write(material(theme=theme, scale=1.0))).pixelColor(2, 2).alpha() == 255


def test_without_ground_no_line_has_a_rim_in_the_colour_of_the_page() -> None:
    made = material()
    assert rims(made.picture.shapes)
    assert not rims(without_rims(made.picture).shapes)


def rims(shapes: Sequence[Shape]) -> list[Path]:
    """Lines in the colour of the ground with the same line over them."""
    inside = [rim for shape in shapes if isinstance(shape, Group) for rim in rims(shape.shapes)]
    paths = [(a, b) for a, b in pairwise(shapes) if isinstance(a, Path) and isinstance(b, Path)]
    return [*inside, *(a for a, b in paths if a.stroke == GROUND and a.data == b.data)]


# The peak since this program was loaded: ru_maxrss would count the process that started it.
MEASURED = """
import re
from pathlib import Path
from tests.charts import big_chart
from tests.exporters.material import material
made = material(big_chart(120))
from orgsketch.exporters import png
from dataclasses import replace
made = replace(made, options=replace(made.options, scale=8000 / made.picture.width))
data = png.write(made)
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int.from_bytes(data[16:20], "big"), int(peak[1]) // 1024)
"""


def test_eight_thousand_pixels_take_less_than_six_hundred_megabytes() -> None:
    """Measured in a process of its own: interpreter, Qt, chart, picture, image, file and all."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], env=environment, capture_output=True, text=True, check=True
    )
    width, megabytes = map(int, done.stdout.split())
    assert 7999 <= width <= 8001
    assert megabytes < 600
