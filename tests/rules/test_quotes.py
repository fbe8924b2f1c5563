"""Quotes stand word for word in the line they name."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orgsketch.resources import resource

PACK = resource("packs", "product-marketing")
FILES = sorted(PACK.rglob("*.toml"))

#: Of every quote checked against the articles; renew it only after the test below has run with them.
CHECKED = "11b08731c687aa3fd1c54453bcb65b8580deacc3f180c0f2031d84582ca9b65c"


def _quotes(content: Any) -> Iterator[dict[str, Any]]:
    """Every table that quotes, at any depth."""
    if isinstance(content, dict):
        if "quote" in content:
            yield content
        for inner in content.values():
            yield from _quotes(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from _quotes(inner)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(PACK).as_posix() for path in FILES])
def test_every_quote_stands_in_its_article(path: Path, shared: Path) -> None:
    articles = tomllib.loads((PACK / "sources.toml").read_text("utf-8"))["article"]
    texts = {
        name: (shared / "sources" / article["file"]).read_text("utf-8").split("\n")
        for name, article in articles.items()
    }
    for quoted in _quotes(tomllib.loads(path.read_text("utf-8"))):
        line = texts[quoted["article"]][quoted["line"] - 1]
        assert quoted["quote"] in line, (quoted["quote"], line)


def test_the_quotes_are_those_that_were_checked() -> None:
    """Where the articles are not at hand, no quote has changed since they were."""
    quotes = {
        f"{quoted['article']}:{quoted['line']}:{quoted['quote']}"
        for path in FILES
        for quoted in _quotes(tomllib.loads(path.read_text("utf-8")))
    }
    digest = hashlib.sha256("\n".join(sorted(quotes)).encode()).hexdigest()
    assert digest == CHECKED, f"quotes have changed; run these tests with the articles, then set {digest}"
