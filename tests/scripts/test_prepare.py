"""What a bare machine lacks is said in one sentence with its cure."""

from __future__ import annotations

import builtins
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from orgsketch.cli.doctor import LIBRARIES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def prepare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "scripts" / "prepare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_is_told(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"3\.11 or newer, this is 3\.9: .* PYTHON=python3\.12"):
        prepare.check_python()


def test_missing_environments_name_the_package(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def bare(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "ensurepip":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", bare)
    with pytest.raises(SystemExit, match="sudo apt-get install python3-venv"):
        prepare.check_python()


@pytest.mark.skipif(sys.platform != "linux", reason="ldd is a tool of Linux")
def test_missing_libraries_name_their_packages(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **kwargs: object) -> subprocess.CompletedProcess[bytes]:
        missing = (
            b"\tlibEGL.so.1 => not found\n\tlibxcb-cursor.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6\n"
        )
        known = json.dumps(["/qt", LIBRARIES]).encode()
        return subprocess.CompletedProcess(command, 0, missing if command[0] == "ldd" else known)

    monkeypatch.setattr(prepare.subprocess, "run", run)
    with pytest.raises(
        SystemExit,
        match=r"misses libEGL\.so\.1, libxcb-cursor\.so\.0: sudo apt-get install libegl1 libxcb-cursor0$",
    ):
        prepare.check_qt()


@pytest.mark.parametrize("pins", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_no_host(pins: str) -> None:
    text = (ROOT / pins).read_text(encoding="utf-8")
    requirements = [
        line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")
    ]
    assert len(requirements) > 10
    for requirement in requirements:
        assert re.fullmatch(r"[\w.-]+==[\w.]+(\s+--hash=sha256:[0-9a-f]{64})+\s*", requirement)


def test_the_pins_are_those_the_project_asks_for() -> None:
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))
    for asked in map(
        Requirement, [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    ):
        assert asked.specifier.contains(pinned[asked.name.lower()], prereleases=True), asked
