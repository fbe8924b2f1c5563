"""Faults of the platform that the pins keep away."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))


def test_a_void_qt_call_keeps_its_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 lost one a call and aborted the process after some thousand calls."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 1_000


def test_the_faulty_qt_is_outside_the_range_and_the_one_installed_inside() -> None:
    requirements = map(Requirement, PROJECT["project"]["dependencies"])
    qt = next(one for one in requirements if one.name == "PySide6-Essentials")
    assert Version("6.12.0") not in qt.specifier
    assert Version(version("PySide6-Essentials")) in qt.specifier
