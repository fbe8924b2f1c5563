"""Settings survive a round trip, another window, a broken file and a full disk."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from orgsketch.errors import ResourceError
from orgsketch.resources import settings
from orgsketch.resources.settings import Settings

texts = st.text(st.characters(exclude_categories=["Cs"]))
all_settings = st.builds(
    Settings,
    st.sampled_from(settings.THEMES),
    st.booleans(),
    st.lists(texts, max_size=10).map(tuple),
    texts,
    texts,
    texts,
)


def test_without_a_file_the_defaults_hold(own_settings: Path) -> None:
    assert settings.load() == Settings()
    assert not own_settings.exists()


@given(all_settings)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_loaded_and_is_toml(own_settings: Path, chosen: Settings) -> None:
    settings._write(chosen, own_settings)
    assert settings.load(pytest.fail) == chosen
    assert tomllib.loads(own_settings.read_text(encoding="utf-8"))["author"] == chosen.author


def test_an_update_keeps_what_another_window_saved() -> None:
    settings.update(theme="dark")
    assert settings.update(author="Ana Ruiz") == Settings(theme="dark", author="Ana Ruiz")


def test_the_file_is_read_again_only_when_it_has_changed(
    own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.update(author="Ana")
    assert settings.load().author == "Ana"
    with monkeypatch.context() as patched:
        patched.setattr(settings, "_read", lambda path: pytest.fail("read again"))
        assert settings.load().author == "Ana"
    own_settings.write_text('author = "Bo"\n', "utf-8")
    assert settings.load().author == "Bo"


@pytest.mark.parametrize("broken", [b"theme = ", b"\xff\xfe", b"theme = " + b"[" * 100_000, b"\x00"])
def test_a_broken_file_is_set_aside_with_a_sentence(own_settings: Path, broken: bytes) -> None:
    own_settings.write_bytes(broken)
    said: list[str] = []
    assert settings.load(said.append) == Settings()
    assert len(said) == 1
    assert str(own_settings) + ".broken" in said[0]
    assert Path(f"{own_settings}.broken").read_bytes() == broken
    assert settings.load(pytest.fail) == Settings()


def test_a_wrong_value_costs_that_value(own_settings: Path) -> None:
    own_settings.write_text(
        'theme = "pink"\nreduced_motion = 1\nrecent = ["a", 2]\nauthor = "Ana"\nfrom_later = 3\n'
    )
    said: list[str] = []
    assert settings.load(said.append) == Settings(author="Ana")
    assert [sentence.split(": ")[1].split(" ")[0] for sentence in said] == [
        "theme",
        "reduced_motion",
        "recent",
    ]


def test_a_folder_in_the_place_of_the_file_is_no_crash(own_settings: Path) -> None:
    own_settings.mkdir()
    said: list[str] = []
    assert settings.load(said.append) == Settings()
    assert len(said) == 1
    with pytest.raises(ResourceError, match="cannot be saved"):
        settings.update(author="Ana")
    assert os.listdir(own_settings.parent) == [own_settings.name]


def test_a_failed_save_keeps_the_old_file(own_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.update(author="Ana")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(ResourceError, match="No space left on device"):
        settings.update(author="Bo")
    assert settings.load().author == "Ana"


def test_the_ten_last_charts_are_remembered_and_missing_ones_not_shown(tmp_path: Path) -> None:
    charts = [tmp_path / f"{number}.orgsketch" for number in range(12)]
    for chart in charts:
        chart.touch()
        settings.remember(chart)
    remembered = settings.remember(charts[5])
    assert settings.recent_files(remembered) == [charts[n] for n in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)]
    charts[9].unlink()
    assert charts[9] not in settings.recent_files(settings.load())
    assert str(charts[9]) in settings.load().recent


def test_a_file_name_that_is_no_text_does_not_break_the_settings(tmp_path: Path) -> None:
    settings.remember(tmp_path / "caf\udce9.orgsketch")
    assert settings.recent_files(settings.load(pytest.fail)) == []


def test_the_users_folder_is_the_place_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORGSKETCH_SETTINGS")
    assert settings.settings_file().name == "settings.toml"
    assert "orgsketch" in settings.settings_file().parts
