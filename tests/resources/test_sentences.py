from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from orgsketch.resources import N_, _, plural, sentences


def test_english_needs_no_catalogue() -> None:
    assert _("Open a chart") == N_("Open a chart") == "Open a chart"
    assert plural("{count} box", "{count} boxes", 1) == "1 box"
    assert plural("{count} box", "{count} boxes", 3) == "3 boxes"


def test_a_catalogue_translates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "orgsketch.mo").write_bytes(
        catalogue({"": "Content-Type: text/plain; charset=UTF-8\n", "Open": "Öffnen"})
    )
    monkeypatch.setattr(sentences, "resource", lambda name: tmp_path)
    monkeypatch.setenv("LANGUAGE", "de")
    sentences._catalogue.cache_clear()
    try:
        assert _("Open") == "Öffnen"
        assert _("Close") == "Close"
    finally:
        sentences._catalogue.cache_clear()


def catalogue(pairs: dict[str, str]) -> bytes:
    """A gettext .mo file of these sentences."""
    keys = [key.encode() for key in sorted(pairs)]
    values = [pairs[key.decode()].encode() for key in keys]
    tables, texts, start = b"", b"", 28 + 16 * len(keys)
    for text in [*keys, *values]:
        tables += len(text).to_bytes(4, "little") + (start + len(texts)).to_bytes(4, "little")
        texts += text + b"\0"
    head = [0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start]
    return b"".join(number.to_bytes(4, "little") for number in head) + tables + texts


def test_importing_the_room_is_cheap() -> None:
    """The program starts with it: no TOML, no gettext, no platformdirs until they are needed."""
    heavy = "{'tomllib', 'gettext', 'platformdirs'}"
    code = f"import sys, orgsketch.resources.settings; print(*{heavy} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""
