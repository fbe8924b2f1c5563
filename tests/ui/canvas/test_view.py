"""The way between chart and screen coordinates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.layout.geometry import Rect
from orgsketch.ui.canvas.view import LARGEST, SMALLEST, View

lengths = st.floats(-5000, 5000)
views = st.builds(
    View,
    lengths,
    lengths,
    st.floats(0.05, 4),
    st.floats(100, 4000),
    st.floats(100, 3000),
    st.sampled_from([1, 1.5, 2]),
)


@given(views, lengths, lengths)
def test_there_and_back(view: View, px: float, py: float) -> None:
    assert view.to_screen(*view.to_chart(px, py)) == pytest.approx((px, py), abs=1e-6)


@given(views, st.floats(0.001, 10), st.floats(0, 100), st.floats(0, 100))
def test_what_is_zoomed_at_stays_there(view: View, zoom: float, px: float, py: float) -> None:
    before = view.to_chart(px, py)
    view.zoom_at(zoom, px, py)
    assert SMALLEST <= view.zoom <= LARGEST
    assert view.to_screen(*before) == pytest.approx((px, py), abs=1)


@given(views, lengths, lengths)
def test_the_corner_lies_on_a_device_pixel(view: View, dx: float, dy: float) -> None:
    view.pan(dx, dy)
    for corner in (view.x, view.y):
        assert corner * view.zoom * view.ratio == pytest.approx(
            round(corner * view.zoom * view.ratio), abs=1e-6
        )


@given(views, st.builds(Rect, lengths, lengths, st.floats(1, 9000), st.floats(1, 9000)))
def test_a_fitted_chart_is_seen_whole(view: View, bounds: Rect) -> None:
    view.fit(bounds)
    assert view.zoom <= 1
    if view.width > 200 and view.height > 200:
        assert view.shows(bounds, margin=0)


def test_a_small_chart_is_fitted_at_its_own_size_in_the_middle_of_the_top() -> None:
    view = View(width=1000, height=800)
    view.fit(Rect(0, 0, 400, 200))
    assert view.zoom == 1
    assert view.to_screen(200, 0) == (500, 40)


@given(views, st.builds(Rect, lengths, lengths, st.floats(10, 9000), st.floats(10, 9000)))
def test_the_chart_stays_in_sight(view: View, bounds: Rect) -> None:
    view.keep_in_sight(bounds)
    assert view.area.grown(1).meets(bounds)


def test_a_chart_that_would_be_illegible_opens_at_its_top() -> None:
    view = View(width=1000, height=800)
    view.arrive(Rect(0, 0, 40000, 900), Rect(29900, 0, 200, 60), legible=0.35)
    assert view.zoom == 0.35
    assert view.on_screen(Rect(29900, 0, 200, 60)).center[0] == pytest.approx(500, abs=1)
    assert view.to_screen(0, 0)[1] == pytest.approx(40, abs=1)


@given(views, st.builds(Rect, lengths, lengths, st.floats(1, 500), st.floats(1, 500)))
def test_a_chart_that_can_be_read_opens_whole(view: View, bounds: Rect) -> None:
    view.fit(bounds)
    fitted = (view.x, view.y, view.zoom)
    view.arrive(bounds, bounds, legible=min(0.35, view.zoom))
    assert (view.x, view.y, view.zoom) == fitted
