"""Keeps faults of event handlers away from Qt."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, TypeVar

W = TypeVar("W", bound=type)
ANSWERING = ("event", "viewportEvent")


def shielded(widget: W) -> W:
    """Let every event handler of a widget class hand its faults to `sys.excepthook`.

    PySide stores an exception that leaves an override called from another override, and ends the process
    while it does so (6.11.3, seen in `storePythonOverrideErrorOrPrint`); a fault must not cost the chart.
    """
    for name, handler in list(vars(widget).items()):
        if name.endswith("Event") and callable(handler):
            setattr(widget, name, _shielded(handler, name in ANSWERING))
    return widget


def _shielded(handler: Callable[..., Any], is_answering: bool) -> Callable[..., Any]:
    @functools.wraps(handler)
    def handle(*about: Any) -> Any:
        try:
            return handler(*about)
        except Exception:
            sys.excepthook(*sys.exc_info())
            return True if is_answering else None

    return handle
