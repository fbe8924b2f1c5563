"""The Qt application that fonts and pictures need, made where there is none yet."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []


def ensure_application() -> None:
    """Make sure that Qt can draw text; without a display it draws offscreen."""
    if QGuiApplication.instance() is not None:
        return
    arguments = ["orgsketch"]
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and not has_display and not os.environ.get("QT_QPA_PLATFORM"):
        arguments += ["-platform", "offscreen"]
    _kept.append(QGuiApplication(arguments))
