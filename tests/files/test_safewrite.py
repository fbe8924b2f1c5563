"""Whatever happens, the file holds its old content or its new one."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from orgsketch.files import safewrite

OLD, NEW = b"old content", b"new content, longer"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "chart.orgsketch"
    path.write_bytes(OLD)
    return path


def test_content_is_replaced_and_nothing_left_beside_it(target: Path) -> None:
    safewrite.write(target, NEW)
    assert target.read_bytes() == NEW
    assert os.listdir(target.parent) == [target.name]


def test_the_mode_stays(target: Path) -> None:
    target.chmod(0o640)
    safewrite.write(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path) -> None:
    old_mask = os.umask(0o027)
    try:
        safewrite.write(tmp_path / "new", NEW)
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one(target: Path) -> None:
    folder = target.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.orgsketch"
    link.symlink_to(target)
    safewrite.write(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert os.listdir(folder) == ["link.orgsketch"]


def test_a_long_name_has_room_for_the_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 245 + ".orgsketch")
    safewrite.write(path, NEW)
    assert path.read_bytes() == NEW


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a file"):
        safewrite.write(pipe, NEW)
    assert os.listdir(tmp_path) == ["pipe"]


CALLS = ("open", "fchmod", "fsync", "replace")


@pytest.mark.parametrize("name", CALLS)
def test_a_failing_call_leaves_the_old_content(
    name: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, name, fail)
    with pytest.raises(OSError, match="No space left"):
        safewrite.write(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


def test_an_interrupted_write_leaves_the_old_content(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        safewrite.write(target, NEW)
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


def test_a_folder_that_cannot_be_synchronised_is_no_failure(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    safewrite.write(target, NEW)
    assert target.read_bytes() == NEW


def test_a_file_is_synchronised_before_it_takes_the_name(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *args, name=name, real=real: (calls.append(name), real(*args))[1]
        )
    safewrite.write(target, NEW)
    assert calls == ["fsync", "replace", "fsync"]
