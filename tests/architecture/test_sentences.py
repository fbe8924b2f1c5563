"""What a user reads can be translated: it goes through `_()`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import orgsketch

SOURCE = Path(orgsketch.__file__).parent
# Told to whoever writes a condition, a set or a measure of a pack, in the words of its TOML.
FOR_AUTHORS = {
    "rules/conditions.py",
    "rules/measure.py",
    "rules/remedies.py",
    "rules/workload.py",
}
BEFORE_THE_CATALOGUE = {"resources/shipped.py"}  # the installation is broken
NOT_SHOWN = {"ValueError", "TypeError", "KeyError", "OSError", "NotImplementedError", "AttributeError"}
WORDS = re.compile(r"[A-Za-z]{2,} [a-z]")
# Who shows a text that is handed to it: errors, and what the parts of the window are made of.
SHOWING = re.compile(
    r"(\w+Error|Problem|Words|button|Elided|setText|setToolTip|setAccessibleName|setPlaceholderText"
    r"|setWindowTitle|show_message|tell|addAction)$"
)


def test_every_sentence_goes_through_the_catalogue() -> None:
    bare = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in FOR_AUTHORS | BEFORE_THE_CATALOGUE
        for line, text in untranslated(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert bare == []


def untranslated(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Sentences handed over as they are: the line and the text."""
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and SHOWING.match(name := _name(call)) and name not in NOT_SHOWN:
            for said in (*call.args, *(keyword.value for keyword in call.keywords)):
                if text := _text(said):
                    yield call.lineno, text


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _text(said: ast.expr) -> str:
    """The words of a text written out in the code; "" for anything else."""
    if isinstance(said, ast.IfExp):
        return _text(said.body) or _text(said.orelse)
    parts = said.values if isinstance(said, ast.JoinedStr) else [said]
    words = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
    return next(filter(WORDS.search, words), "")


def test_the_search_finds_them() -> None:
    found = untranslated(ast.parse("raise EditError(f'{a} was not there'); Words(_('A b')); button('Go on')"))
    assert [text for _line, text in found] == [" was not there", "Go on"]
