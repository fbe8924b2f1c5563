"""What every GUI test needs: no screen, no user's settings, an engine that finds nothing unless asked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from orgsketch.document import Document
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff


class NullEngine:
    """Finds nothing, asks nothing."""

    book: Any = None

    def report(self, chart: Chart) -> Any:
        """An empty report."""
        return SimpleNamespace(findings=(), questions=())

    def advance(self, report: Any, diff: ChartDiff, chart: Chart) -> Any:
        """The same empty report."""
        return report


@pytest.fixture
def null_document(qapp: Any) -> Callable[[Chart], Document]:
    """Opens a chart in a document without rules."""
    return lambda chart: Document(chart, engines=lambda packs: NullEngine())


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, recent files and reports of a test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    return home
