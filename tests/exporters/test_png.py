"""PNG: the size asked for, bounded memory, a clear sentence where it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from orgsketch.drawing.picture import Picture, Rectangle
from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.exporters.png import MOST_PIXELS, drawn, fitting_scale, write
from tests.charts import big_chart
from tests.exporters.material import material, naughty, titled

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
    picture = material(big_chart(900)).picture
    scale = fitting_scale(picture, 0)
    assert 0.4 <= scale < 2
    assert picture.width * picture.height * scale**2 <= MOST_PIXELS


def test_a_scale_that_does_not_fit_is_refused_in_one_sentence() -> None:
    with pytest.raises(ExporterError, match=r"^A PNG of this chart can be at most .* SVG or PDF\.$"):
        write(material(scale=50))
    with pytest.raises(ExporterError):
        fitting_scale(Picture(100, 100, ()), -1)


def test_what_could_not_be_read_is_refused_in_one_sentence() -> None:
    with pytest.raises(ExporterError, match=r"too large for a readable PNG \(400,000 by 90 pixels"):
        fitting_scale(Picture(400_000, 90, ()), 0)


def test_eight_thousand_pixels_wide_is_possible() -> None:
    picture = Picture(4000, 2000, [Rectangle(0, 0, 4000, 2000, "accent")])
    image = drawn(picture, Theme(), fitting_scale(picture, 2))
    assert (image.width(), image.height()) == (8000, 4000)
    assert image.sizeInBytes() < 600_000_000


def test_naughty_strings_are_painted() -> None:
    for text in naughty():
        opened(write(material(titled(text), scale=0.5)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_without_ground_what_lies_below_shows_through(theme: str) -> None:
    image = opened(write(material(transparent=True, theme=theme, scale=1.0)))
    assert image.hasAlphaChannel()
    assert image.pixelColor(2, 2).alpha() == 0
    assert opened(write(material(theme=theme, scale=1.0))).pixelColor(2, 2).alpha() == 255


MEASURED = """
import resource, sys
from tests.charts import big_chart
from tests.exporters.material import material
made = material(big_chart(120))
from orgsketch.exporters import png
from dataclasses import replace
made = replace(made, options=replace(made.options, scale=8000 / made.picture.width))
data = png.write(made)
from PySide6.QtGui import QImage
print(QImage.fromData(data).width(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
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
