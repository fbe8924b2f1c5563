"""Charts in a real git repository: shown, compared, merged with the driver and without, settled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orgsketch.files import chartfile
from orgsketch.files.versions import versions
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.merge import merge
from tests.charts import big_chart, do, org, outline

NAME = "plan.orgsketch"
BASE = org(
    ceo=None, product="ceo", marketing="ceo", sales="ceo", pm="product", pmm="marketing", marcom="marketing"
)
SOURCE = Path(__file__).resolve().parents[2] / "src"


class Repository:
    """A repository with git's settings of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.org",
            "PYTHONPATH": str(SOURCE),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
        }

    def run(self, *command: str, code: int | None = 0) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if code is not None:
            assert done.returncode == code, (command, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def git(self, *arguments: str, code: int | None = 0) -> str:
        return self.run("git", *arguments, code=code)

    program = (sys.executable, "-m", "orgsketch")

    def orgsketch(self, *arguments: str, code: int | None = 0) -> str:
        return self.run(*self.program, *arguments, code=code)

    def setup(self, *more: str) -> None:
        self.orgsketch("git-setup", "--command", f'"{sys.executable}" -m orgsketch', *more)
        if not more:
            self.git("add", ".gitattributes")
            self.git("commit", "-q", "-m", "attributes", "--allow-empty")

    @property
    def file(self) -> Path:
        return self.folder / NAME

    @property
    def chart(self) -> Chart:
        return chartfile.open_strictly(self.file).chart

    def commit(self, chart: Chart, message: str) -> None:
        chartfile.save(chart, self.file)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def branches(self, ours: Chart, theirs: Chart) -> None:
        """Two branches from one start: on `main` ours, on `other` theirs; `main` is checked out."""
        self.git("checkout", "-q", "-b", "other")
        self.commit(theirs, "theirs")
        self.git("checkout", "-q", "main")
        self.commit(ours, "ours")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    origin = Repository(tmp_path / "origin", tmp_path)
    origin.folder.mkdir()
    origin.git("init", "-q", "-b", "main")
    origin.commit(BASE, "start")
    origin.git("clone", "-q", ".", str(tmp_path / "clone"))
    return Repository(tmp_path / "clone", tmp_path)


def edited(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Chart:
    return do(BASE, function, *args, **kwargs)


def test_setup_can_be_repeated_and_taken_back(repository: Repository) -> None:
    attributes = repository.folder / ".gitattributes"
    attributes.write_text("*.png binary", encoding="utf-8")
    before = (repository.folder / ".git/config").read_text(encoding="utf-8")
    repository.setup()
    once = (
        (repository.folder / ".git/config").read_text(encoding="utf-8"),
        attributes.read_text(encoding="utf-8"),
    )
    repository.setup()
    again = (
        (repository.folder / ".git/config").read_text(encoding="utf-8"),
        attributes.read_text(encoding="utf-8"),
    )
    assert again == once
    assert once[1].splitlines()[0] == "*.png binary"
    repository.setup("--disable")
    repository.setup("--disable")
    assert (repository.folder / ".git/config").read_text(encoding="utf-8") == before
    assert attributes.read_text(encoding="utf-8") == "*.png binary\n"


def test_setup_for_all_repositories(repository: Repository, tmp_path: Path) -> None:
    repository.setup("--global")
    assert "merge=orgsketch" in repository.git("check-attr", "merge", NAME).replace(": ", "=")
    assert (tmp_path / ".config/git/attributes").read_text(encoding="utf-8").startswith("*.orgsketch ")
    repository.setup("--global", "--disable")
    assert not (tmp_path / ".config/git/attributes").exists()


def test_setup_outside_of_a_repository_is_refused(repository: Repository, tmp_path: Path) -> None:
    alone = Repository(tmp_path, tmp_path)
    assert "not a git repository" in alone.orgsketch("git-setup", code=2)


def test_setup_can_have_charts_checked_before_a_commit(repository: Repository) -> None:
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho mine\n", encoding="utf-8")
    hook.chmod(0o755)
    repository.setup("--check", "never")
    repository.setup("--check", "never")
    assert hook.read_text(encoding="utf-8").count("# >>> orgsketch") == 1
    repository.git("add", ".gitattributes")
    assert "mine" in repository.git("commit", "-q", "-m", "fine")
    conflicted = merge(
        BASE, edited(edits.move, "b_pmm", "b_product"), edited(edits.move, "b_pmm", "b_sales")
    ).chart
    chartfile.save(conflicted, repository.file)
    repository.git("add", NAME)
    chartfile.save(BASE, repository.file)  # what is committed counts, not what lies there
    assert "Pmm: manager" in repository.git("commit", "-q", "-m", "conflict", code=1)
    repository.git("add", NAME)
    chartfile.save(edited(edits.rename, "b_pmm", "New name"), repository.folder / "an other.orgsketch")
    (repository.folder / "broken.orgsketch").write_text("{", encoding="utf-8")
    repository.git("add", "an other.orgsketch")
    repository.git("commit", "-q", "-m", "a name with a blank")
    repository.git("add", "broken.orgsketch")
    assert "broken.orgsketch" in repository.git("commit", "-q", "-m", "broken", code=1)
    repository.setup("--disable")
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\necho mine\n"


@pytest.mark.parametrize(
    "hook",
    [
        b'#!/usr/bin/env bash\nprintf "a\x0cb"\n# \xe2\x80\xa8 mine\nexit 0',
        b"#! /bin/sh -e\r\ntrue\r\n",
        b"#!/bin/sh\n\n\n",
    ],
)
def test_what_else_is_in_the_files_stays_byte_for_byte(repository: Repository, hook: bytes) -> None:
    attributes = b"*.txt text\r\n*.bin -diff\x0c # mine\n"
    files = {
        repository.folder / ".git/hooks/pre-commit": hook,
        repository.folder / ".gitattributes": attributes,
    }
    for path, content in files.items():
        path.write_bytes(content)
        path.chmod(0o755)
    repository.orgsketch("git-setup", "--check", "major")
    first = [path.read_bytes() for path in files]
    repository.orgsketch("git-setup", "--check", "major")
    assert [path.read_bytes() for path in files] == first
    assert all(content != path.read_bytes() for path, content in files.items())
    repository.orgsketch("git-setup", "--disable")
    assert [path.read_bytes() for path in files] == list(files.values())


def test_a_hook_that_git_leaves_out_is_not_brought_to_life(repository: Repository) -> None:
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o644)
    done = repository.orgsketch("git-setup", "--check", "never", code=2)
    assert "not executable" in done
    assert not hook.stat().st_mode & 0o111
    assert "orgsketch" not in repository.git("config", "--local", "--list")


def test_a_hook_that_is_no_shell_script_is_left_alone(repository: Repository) -> None:
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.write_text("#!/usr/bin/python3\n", encoding="utf-8")
    assert "no shell script" in repository.orgsketch("git-setup", "--check", "major", code=2)
    assert hook.read_text(encoding="utf-8") == "#!/usr/bin/python3\n"
    hook.unlink()
    repository.setup("--check", "major")
    repository.setup("--disable")
    assert not hook.exists()
    assert "one repository" in repository.orgsketch("git-setup", "--global", "--check", "major", code=2)


def test_git_shows_charts_as_outlines(repository: Repository) -> None:
    repository.setup()
    repository.commit(edited(edits.move, "b_pmm", "b_product"), "moved")
    shown = repository.git("diff", "HEAD~1", "--", NAME)
    assert "-    Pmm, reports to Marketing" in shown
    assert "+    Pmm, reports to Product" in shown
    assert "reports_to" not in shown
    assert "Pmm" in repository.git("log", "-p", "--", NAME)
    assert "moved" in repository.git("log", "--format=%s", "--", NAME)
    assert "reports_to" not in repository.git("show", "HEAD", "--", NAME)
    blamed = [line for line in repository.git("blame", NAME).splitlines() if "Pmm" in line]
    head = repository.git("rev-parse", "--short=8", "HEAD").strip()
    assert len(blamed) == 1
    assert blamed[0].startswith(head)


def test_git_shows_what_is_no_chart_as_it_is(repository: Repository) -> None:
    repository.setup()
    repository.file.write_bytes(b"{ broken \xff\n")
    assert "+{ broken" in repository.git("diff")


@pytest.mark.parametrize("size", [None, 1000])
def test_one_drag_changes_at_most_two_lines(repository: Repository, size: int | None) -> None:
    chart = big_chart(size) if size else BASE
    repository.commit(chart, "chart")
    leaves = [chart.boxes[box] for box in sorted(chart.boxes) if not chart.reports(box)]
    one = next(leaf for leaf in leaves if leaf.reports_to)
    other = next(leaf for leaf in leaves if leaf.reports_to not in (None, one.reports_to))
    moved = do(chart, edits.move, one.id, other.reports_to, after=other.id)
    chartfile.save(moved, repository.file)
    added, removed, _ = repository.git("-c", "diff.orgsketch.textconv=", "diff", "--numstat").split(
        maxsplit=2
    )
    assert int(added) <= 2
    assert int(removed) <= 2
    assert int(added) > 0


def test_the_driver_merges_what_the_text_merge_cannot(repository: Repository) -> None:
    repository.setup()
    repository.branches(
        edited(edits.rename, "b_pmm", "Positioning"),
        do(edited(edits.move, "b_pmm", "b_product"), edits.add, "New", [], "b_sales", id="b_new"),
    )
    repository.git("merge", "-q", "other")
    assert outline(repository.chart) == "ceo[product[pm pmm] marketing[marcom] sales[new]]"
    assert repository.chart.boxes["b_pmm"].title == "Positioning"
    assert repository.git("status", "--porcelain", "--untracked-files=no") == ""


def test_the_driver_makes_a_conflict_of_a_loop_that_git_does_not_see(repository: Repository) -> None:
    ours = edited(edits.move, "b_product", "b_marketing")
    theirs = edited(edits.move, "b_marketing", "b_product")
    repository.branches(ours, theirs)
    repository.git("merge", "-q", "other", code=None)
    git_alone = repository.file.read_bytes()
    with pytest.raises(chartfile.ChartFileError):
        chartfile.read(git_alone)
    repository.git("merge", "--abort", code=None)
    repository.git("reset", "-q", "--hard", "main" if b"<<<" in git_alone else "HEAD~1")
    repository.setup()
    message = repository.git("merge", "other", code=1)
    assert "CONFLICT" in message
    assert "circle" in message
    assert repository.chart == merge(BASE, ours, theirs).chart
    assert repository.orgsketch("check", "--fail-on", "never", NAME, code=1)
    repository.git("-c", f"mergetool.orgsketch.cmd={TOOL}", "mergetool", "-y", "--tool=orgsketch")
    assert not repository.chart.conflicts
    assert repository.chart.boxes["b_marketing"].reports_to == "b_product"
    repository.git("commit", "-q", "-m", "merged")


TOOL = f'"{sys.executable}" -m orgsketch merge --take theirs --force "$BASE" "$LOCAL" "$REMOTE" -o "$MERGED"'


def test_difftool_tells_of_a_file_that_one_side_lacks_in_words(repository: Repository) -> None:
    repository.setup()
    repository.git("rm", "-q", NAME)
    gone = repository.git("difftool", "-y", "-t", "orgsketch", "HEAD", "--", NAME)
    assert "Pmm" in gone
    assert "no chart" not in gone


def test_a_conflicted_file_can_be_settled_by_a_command(repository: Repository) -> None:
    repository.setup()
    repository.branches(edited(edits.move, "b_pmm", "b_product"), edited(edits.move, "b_pmm", "b_sales"))
    repository.git("merge", "other", code=1)
    assert "Pmm: manager" in repository.orgsketch("merge", NAME, code=1)
    repository.orgsketch("merge", "--take", "theirs", NAME)
    assert repository.chart.boxes["b_pmm"].reports_to == "b_sales"


def test_without_the_driver_the_marks_are_understood(repository: Repository) -> None:
    ours, theirs = edited(edits.move, "b_pmm", "b_product"), edited(edits.move, "b_pmm", "b_sales")
    repository.branches(ours, theirs)
    repository.git("merge", "other", code=1)
    assert b"<<<<<<<" in repository.file.read_bytes()
    assert "git conflict" in repository.orgsketch("check", NAME, code=2)
    assert versions(repository.file) == (BASE, ours, theirs)
    repository.orgsketch("merge", NAME, code=1)
    assert repository.chart == merge(BASE, ours, theirs).chart


def test_marks_are_understood_where_git_has_forgotten(repository: Repository, tmp_path: Path) -> None:
    ours, theirs = edited(edits.rename, "b_pmm", "One"), edited(edits.rename, "b_pmm", "Two")
    repository.branches(ours, theirs)
    repository.git("merge", "other", code=1)
    elsewhere = tmp_path / NAME
    elsewhere.write_bytes(repository.file.read_bytes())
    base, one, two = versions(elsewhere)
    assert (one, two) == (ours, theirs)
    assert base is not None
    (conflict,) = merge(base, one, two).conflicts
    assert conflict.kind == "changed_twice"


def test_a_side_that_is_no_chart_is_never_lost(repository: Repository) -> None:
    repository.setup()
    repository.git("checkout", "-q", "-b", "other")
    repository.file.write_text(
        repository.file.read_text(encoding="utf-8").replace('"Pmm"', '"Theirs"').replace("{", "[", 1),
        encoding="utf-8",
    )
    repository.git("commit", "-q", "-am", "broken")
    repository.git("checkout", "-q", "main")
    repository.commit(edited(edits.rename, "b_pmm", "Ours"), "ours")
    assert "CONFLICT" in repository.git("merge", "other", code=1)
    content = repository.file.read_text(encoding="utf-8")
    assert '"Ours"' in content
    assert '"Theirs"' in content
    assert "<<<<<<<" in content


def test_a_file_that_both_sides_add_is_merged_without_a_base(repository: Repository) -> None:
    repository.setup()
    for branch, name in (("other", "b_one"), ("main", "b_two")):
        repository.git("checkout", "-q", *(("-b", branch) if branch == "other" else (branch,)))
        chartfile.save(edited(edits.add, name, [], "b_sales", id=name), repository.folder / "new.orgsketch")
        repository.git("add", "-A")
        repository.git("commit", "-q", "-m", branch)
    repository.git("merge", "-q", "other")
    merged = chartfile.open_strictly(repository.folder / "new.orgsketch").chart
    assert {"b_one", "b_two"} <= set(merged.boxes)
