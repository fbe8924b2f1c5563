"""The hook that checks charts before a commit: lines of shell between two marks, put in and taken out."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from orgsketch.cli import lines
from orgsketch.cli.arguments import UsageError
from orgsketch.resources import _

BEGIN, END = "# >>> orgsketch", "# <<< orgsketch"
SHELL = re.compile(r"#!\s*(\S*/env\s+)?(\S*/)?(ba|da|a|k|z)?sh(\s.*)?")
# What is checked is what is committed, not what lies in the folder.
LINES = r"""
(
  folder=$(mktemp -d) || exit 1
  trap 'rm -rf "$folder"' EXIT
  git diff --cached --name-only --diff-filter=ACM -z -- '*.orgsketch' |
    git checkout-index -z --stdin --prefix="$folder/" || exit 1
  cd "$folder" && find . -name '*.orgsketch' -exec {orgsketch} check --fail-on {level} {} +
) || exit 1
"""


def put(path: Path, command: str, level: str) -> None:
    """Put our lines into a hook, in the place of older ones of ours. Raises UsageError."""
    found = lines.read(path)
    head, *rest = _without(found) or ["#!/bin/sh\n"]
    if not SHELL.fullmatch(head.rstrip()):
        raise UsageError(
            _("{path} is a hook of yours that is no shell script; call `orgsketch check` from it").format(
                path=path
            )
        )
    if found and not os.access(path, os.X_OK):
        raise UsageError(
            _(
                "{path} is a hook of yours that is not executable, so git leaves it out; mend that first"
            ).format(path=path)
        )
    ours = LINES.strip().replace("{orgsketch}", command).replace("{level}", level)
    lines.write(path, [head, f"{BEGIN}\n", f"{ours}\n", f"{END}\n", *rest])
    path.chmod(path.stat().st_mode | 0o111)


def take_out(path: Path) -> None:
    """Take our lines out again; a hook with nothing else in it goes."""
    found = lines.read(path)
    rest = _without(found)
    if rest == found:
        return
    if len(rest) > 1:
        lines.write(path, rest)
    else:
        path.unlink()


def _without(found: Sequence[str]) -> list[str]:
    begin, end = lines.place(found, BEGIN), lines.place(found, END)
    if begin is None or end is None:
        return list(found)
    return [*found[:begin], *found[max(begin, end) + 1 :]]
