"""Quotes stand word for word in the line they name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orgsketch.resources import resource

PACK = resource("packs", "product-marketing")
FILES = sorted(PACK.rglob("*.toml"))


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
