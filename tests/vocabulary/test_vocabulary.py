"""The words of packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch import vocabulary
from orgsketch.errors import PackError
from orgsketch.resources import resource
from orgsketch.vocabulary.folders import read_folder

WORDS = vocabulary.load()


def test_the_built_in_words_pass_the_check_of_foreign_ones() -> None:
    folders = [path.parent for path in sorted(resource("packs").glob("*/pack.toml"))]
    for folder in folders:
        tables = read_folder(folder)
        assert vocabulary.gathered([(tables, True)]) == vocabulary.gathered([(tables, False)])


def test_words_refer_to_words() -> None:
    assert {function.family for function in WORDS.functions.values()} <= set(WORDS.families)
    assert {name for cls in WORDS.classes.values() for name in cls.activities} <= set(WORDS.activities)
    assert {function for name in WORDS.names.values() for function in name.functions} <= set(WORDS.functions)
    assert {voice.article for voice in WORDS.voices.values()} <= set(WORDS.articles)


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("Product Marketing", ("product_marketing",)),
        ("Sr. Product Manager II", ("product_management",)),
        ("PMM", ("product_marketing",)),
        ("Solution Marketing", ("product_marketing",)),
        ("VP Product", ("product",)),
        ("Vice President, Product Management", ("product",)),
        ("Head of Product", ("product",)),
        ("CMO", ("marketing",)),
        ("VP Engineering", ("development",)),
        ("Software-Engineer 3", ("development",)),
        ("Chief Executive Officer", ("general_management",)),
        ("Product Manager, Payments", ("product_management",)),
        ("Senior Product Manager - Growth", ("product_management",)),
        ("Product Marketing Manager (EMEA)", ("product_marketing",)),
        ("PM Payments", ("product_management",)),
        ("PMM EMEA", ("product_marketing",)),
        ("Product manager mobile", ("product_management",)),
        ("Product marketing manager DACH", ("product_marketing",)),
        ("UX research", ("design",)),
        ("Marketing, EMEA", ("marketing",)),
        ("Sales Engineering", ()),
        ("Sales, Marketing", ()),
        ("PM Sales tools", ()),
        ("Product management and marketing", ()),
        ("Events platform", ()),
        ("Head of Product Design", ()),
        ("CEO Office", ()),
        (", Payments", ()),
        ("Product Owner, Payments", ()),
        ("Product Owner", ()),
        ("Chief of Staff", ()),
        ("", ()),
    ],
)
def test_a_title_gives_its_function_only_when_certain(title: str, function: tuple[str, ...]) -> None:
    assert WORDS.function_of_title(title) == function


def test_no_alias_speaks_for_two_functions() -> None:
    assert [alias for alias, functions in WORDS.aliases.items() if not functions] == []


def pack(folder: Path, **files: str) -> Path:
    files.setdefault("pack", 'id = "x"\ntitle = "X"\n')
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    return folder


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"functions": "[[function]]\nid = 'a'\ntitel = 'A'\nfamily = 'b'"}, "functions.toml, function a: "),
        ({"function": ""}, "there is no file"),
        ({"pack": "id = "}, "is not valid TOML"),
        ({"themes": "[theme.x]\ntitle = 'X'"}, "themes.toml: write every theme as a [[theme]] entry."),
        ({"facts": "[declared.'a.b']\nkey = 'x'"}, "facts.toml, declared a.b: no question asks this."),
    ],
)
def test_a_wrong_pack_is_refused_in_one_sentence(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(PackError) as caught:
        vocabulary.load(folders=[pack(tmp_path, **files)])
    assert says.removeprefix("there is no file") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_huge_or_deep_pack_is_refused_unread(tmp_path: Path) -> None:
    big = pack(tmp_path, themes="")
    with (big / "themes.toml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(PackError, match="50,000,000 bytes"):
        vocabulary.load(folders=[big])
    pack(tmp_path, themes="x = " + "[" * 400_000)
    with pytest.raises(PackError, match=r"nested too deep|not valid TOML"):
        vocabulary.load(folders=[big])
    pack(tmp_path, themes="x = " + "[" * 40 + "]" * 40)
    with pytest.raises(PackError, match="more than 30 levels"):
        vocabulary.load(folders=[big])


def test_a_folder_without_a_pack_is_none(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"holds no pack\.toml"):
        vocabulary.load(folders=[tmp_path])


def test_a_name_that_says_more_is_no_name_of_a_function() -> None:
    assert WORDS.function_called("PM") == ("product_management",)
    assert WORDS.function_called("PM Payments") == ()
