"""The tools are tried on the same canvas, by the same hands."""

from __future__ import annotations

from tests.ui.canvas.conftest import opened

__all__ = ["opened"]
