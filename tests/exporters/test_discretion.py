"""What is to stay at home stays at home, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import import_module
from typing import Any

import pytest

from orgsketch.drawing.cards import Names
from orgsketch.exporters import EXPORTERS
from tests.exporters.material import SAMPLE, material

NAMED = re.compile(b"Ana Ruiz|Ken Ito|Lea Brandt|Ingrid Holm|acme\\.example|4711|Two lines|Delft")
# What is said of nobody: the question, what it decides, and what a rule says of every chart.
UNJUDGED = re.compile(
    rb"Is marketing leadership attuned\?|leader\.attuned|The leadership is attuned\."
    rb"|turns tactical \(PMM101\)(; |\n)Marketing leadership is not attuned to the product \(PMM112\)"
)
PIXELS = {".png", ".pdf"}


def written(suffix: str, **changed: Any) -> bytes:
    """A file of this kind; what is packed in it unpacked."""
    module, _, name = EXPORTERS[suffix].partition(":")
    data: bytes = getattr(import_module(module), name)(material(**changed))
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(member) for member in archive.namelist())


@pytest.mark.parametrize("names", ["none", "initials"])
@pytest.mark.parametrize("suffix", sorted(EXPORTERS.keys() - PIXELS))
def test_no_format_tells_a_name_that_is_left_out(suffix: str, names: Names) -> None:
    assert NAMED.search(written(suffix))
    found = written(suffix, names=names, baseline=SAMPLE)
    assert NAMED.findall(found) == []
    assert b"Product Marketing" in found.replace(b"</tspan><tspan>", b" ")


@pytest.mark.parametrize("suffix", [".json", ".md", ".xlsx", ".html", ".pptx"])
def test_no_format_tells_what_was_judged_of_a_person(suffix: str) -> None:
    assert b"attuned" not in UNJUDGED.sub(b"", written(suffix))


def test_what_was_judged_is_told_when_asked_for() -> None:
    judged = material(judgements=True).chart.boxes["b_marketing"].answers
    assert "attuned" in judged
    assert "attuned" not in material().chart.boxes["b_marketing"].answers


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".html", ".md"])
def test_names_may_go_without_what_else_is_known_of_people(suffix: str) -> None:
    found = written(suffix, person_fields=False)
    assert b"Ana Ruiz" in found
    assert re.findall(b"acme\\.example|4711|007|Delft", found) == []
