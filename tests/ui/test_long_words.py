"""Nothing is cut where words are as long as German ones: every panel and dialog of advice, one by one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("words", [[], ["--longer"]], ids=["as they are", "longer"])
def test_every_panel_and_dialog_has_room_for_its_words(tmp_path: Path, words: list[str]) -> None:
    """In a process of its own: longer words stay nowhere in the packs of this one."""
    alone = {
        **os.environ,
        "ORGSKETCH_SETTINGS": str(tmp_path / "settings.toml"),
        "XDG_STATE_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "tests.ui.walkthrough", "-", "light", *words]
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
