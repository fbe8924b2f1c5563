"""Quotes: marks around them once, those within them inner ones."""

from __future__ import annotations

import pytest

from orgsketch.drawing.quoting import quoted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain words", "“plain words”"),
        ("“products” groups that start out", "“‘products’ groups that start out”"),
        ("role starts at the “Planning” column", "“role starts at the ‘Planning’ column”"),
        ("all that is defined by “Product“", "“all that is defined by ‘Product’”"),
        ('the "Product" function ("see")', "“the ‘Product’ function (‘see’)”"),
        ("it’s what’s built", "“it’s what’s built”"),
        ("", "“”"),
    ],
)
def test_marks_within_a_quote_are_inner_ones(text: str, told: str) -> None:
    assert quoted(text) == told
