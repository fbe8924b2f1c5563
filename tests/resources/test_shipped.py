"""The packaged files are found in a checkout, an editable install, a wheel and a frozen bundle."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from orgsketch.errors import ResourceError
from orgsketch.resources import resource, samples, shipped

ROOT = Path(__file__).resolve().parents[2]
ASK = (
    "from orgsketch.resources import resource, samples;"
    "print(resource('look', 'tokens.toml')); print(len(samples()))"
)


def ask(*path: Path) -> list[str]:
    """What a fresh interpreter without site-packages finds when `path` is all it may import from."""
    code = f"import sys; sys.path[:0] = {[str(place) for place in path]!r}; {ASK}"
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    return answer.stdout.splitlines()


def test_in_a_checkout() -> None:
    assert ask(ROOT / "src") == [str(ROOT / "resources" / "look" / "tokens.toml"), str(len(samples()))]


def test_in_an_editable_install(tmp_path: Path) -> None:
    """An editable install is a .pth file that names src/."""
    (tmp_path / "orgsketch.pth").write_text(f"{ROOT / 'src'}\n")
    code = f"import site; site.addsitedir({str(tmp_path)!r}); {ASK}"
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[0] == str(ROOT / "resources" / "look" / "tokens.toml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a wheel, unpacked; built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run(
        [*build, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True, text=True
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_in_a_wheel(wheel: Path) -> None:
    assert ask(wheel) == [
        str(wheel / "orgsketch" / "_resources" / "look" / "tokens.toml"),
        str(len(samples())),
    ]


def test_a_wheel_holds_every_packaged_file(wheel: Path) -> None:
    for name in ("resources", "samples"):
        shipped_files = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.is_file()}
        packed = wheel / "orgsketch" / f"_{name}"
        assert {path.relative_to(packed) for path in packed.rglob("*") if path.is_file()} == shipped_files


def test_in_a_frozen_bundle(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle keeps its modules in an archive; only `sys._MEIPASS` says where the files are."""
    bundle = tmp_path / "bundle"
    (bundle / "orgsketch").mkdir(parents=True)
    (wheel / "orgsketch" / "_resources").rename(bundle / "orgsketch" / "_resources")
    monkeypatch.setattr(sys, "_MEIPASS", str(bundle), raising=False)
    shipped._home.cache_clear()
    try:
        assert resource("look", "tokens.toml") == bundle / "orgsketch" / "_resources" / "look" / "tokens.toml"
    finally:
        monkeypatch.undo()
        shipped._home.cache_clear()
        (bundle / "orgsketch" / "_resources").rename(wheel / "orgsketch" / "_resources")


def test_a_missing_file_is_a_broken_installation() -> None:
    with pytest.raises(ResourceError, match=r"nothing\.toml is missing\. Please install Orgsketch again\."):
        resource("nothing.toml")
