"""The command line as a whole: help, mistakes, faults, interruptions, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from orgsketch import __version__, cli
from orgsketch.cli import COMMANDS, open_app
from tests.cli.running import Run

ROOT = Path(__file__).resolve().parents[2]


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    command = [sys.executable, "-m", "orgsketch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert all(f"  {name} " in result.out for name in COMMANDS)


def test_version(run: Run) -> None:
    assert run("--version").out == f"orgsketch {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert result.out.startswith(f"usage: orgsketch {command}")
    assert run("help", command).out == result.out


MISTAKES = {
    "unknown option": ("check", "--loud", "x"),
    "no file": ("check",),
    "unknown format": ("check", "--format", "xml", "x"),
    "no output": ("new", "CEO"),
    "option cut short": ("check", "--form", "json", "x"),
    "misspelt command": ("chekc",),
    "unknown action": ("rules", "lst"),
    "unknown topic": ("help", "shrthand"),
    "map without field": ("import", "x.csv", "-o", "x.orgsketch", "--map", "boss"),
    "scale": ("export", "x", "-o", "x.png", "--scale", "huge"),
    "nothing at all to export to": ("export", "x"),
    "new line in the name": ("check", "no\nfile\x1b[31m"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_sentence_and_code_2(
    name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*MISTAKES[name])
    assert result.code == 2
    assert result.sentence.isprintable()
    assert result.sentence.endswith((".", "?"))
    assert result.out == ""
    assert os.listdir(tmp_path) == []


def test_a_misspelt_command_is_guessed(run: Run) -> None:
    assert "did you mean check?" in run("chekc").sentence
    assert "did you mean shorthand?" in run("help", "shrthand").sentence


def test_a_fault_of_ours_is_one_sentence_and_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    name = " ".join(("Ana", "Ruiz"))

    def fail(arguments: list[str]) -> int:
        raise RuntimeError(name)

    monkeypatch.setattr(cli, "_run", fail)
    result = run("check")
    assert result.code == 2
    report = Path(result.sentence.partition("the report is in ")[2].rstrip("."))
    assert "test_main.py" in report.read_text()
    assert name not in report.read_text() + result.err


def test_a_missing_library_is_named_with_its_cure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(arguments: list[str]) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(cli, "_run", fail)
    assert run("x.orgsketch").sentence == "Qt misses libEGL.so.1: apt install libegl1"


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (SystemExit(0), 0)])
def test_an_interruption_is_quiet(error: Any, code: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", stop)
    result = run("check")
    assert (result.code, result.out, result.err) == (code, "", "")


def test_a_reader_that_has_gone_is_no_fault() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    code = "import sys, orgsketch.cli as c; sys.exit(c.main(['help', 'shorthand']))"
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=write, stderr=subprocess.PIPE, env=env, timeout=60
    )
    os.close(write)
    assert done.returncode == 141
    assert done.stderr == b""


def test_a_terminal_with_few_letters_gets_all_it_can_show(tmp_path: Path) -> None:
    done = process("check", str(tmp_path / "日本.orgsketch"), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 2
    assert "\\u65e5\\u672c.orgsketch does not exist" in done.stderr


def test_without_a_display_the_app_says_so(tmp_path: Path) -> None:
    for display in ("", ":4077"):
        done = process(DISPLAY=display, WAYLAND_DISPLAY="", QT_QPA_PLATFORM="", XDG_RUNTIME_DIR=str(tmp_path))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "no display" in done.stderr


def test_a_file_that_is_not_there_opens_nothing(run: Run) -> None:
    assert "missing.orgsketch does not exist" in run("missing.orgsketch").sentence


def test_the_app_gets_the_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from orgsketch.ui import app

    opened: list[Any] = []
    monkeypatch.setattr(open_app, "has_display", lambda: True)
    monkeypatch.setattr(app, "run_app", lambda files, packs: opened.append(list(files)) or 0)
    path = tmp_path / "check.orgsketch"
    path.write_text("")
    assert run(path).code == 0
    assert opened == [[path]]


def fastest(*runs: Callable[[], object]) -> list[float]:
    """The shortest of five runs of each, taken in turn, in seconds: what the machine does beside takes time,
    from all of them alike."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(5):
        for run, taken in zip(runs, times, strict=True):
            start = perf_counter()
            run()
            taken.append(perf_counter() - start)
    return [min(taken) for taken in times]


def test_help_answers_at_once() -> None:
    nothing = [sys.executable, "-c", "pass"]
    bare, help_ = fastest(lambda: subprocess.run(nothing, check=True), lambda: process("--help"))
    assert help_ < 8 * bare


def test_commands_load_only_what_they_need() -> None:
    heavy = "PySide6 pydantic graphviz openpyxl tomllib hypothesis"
    code = (
        "import sys, orgsketch.cli as c; c.main(['--help']);"
        f"print(sorted(set({heavy.split()}) & set(sys.modules)), file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, timeout=60)
    assert done.stderr == "[]\n"
