from __future__ import annotations

import os
import subprocess

import pytest


@pytest.mark.xvfb
def test_the_display_has_a_mouse(display: str) -> None:
    there = {**os.environ, "DISPLAY": display}
    subprocess.run(["xdotool", "mousemove", "120", "80"], env=there, check=True)
    place = subprocess.run(
        ["xdotool", "getmouselocation"], env=there, check=True, capture_output=True, text=True
    )
    assert place.stdout.startswith("x:120 y:80")
