"""The packs themselves: their examples, the reference charts, their compiled form; and packs that are
refused."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch import shorthand
from orgsketch.errors import PackError
from orgsketch.resources import resource
from orgsketch.rules.compile import compiled
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Report
from orgsketch.rules.pack import KINDS, Book, load_book
from orgsketch.vocabulary.folders import COMPILED, read_built_in, read_folder

PACKS = sorted(read_built_in())
BOOK = load_book(PACKS)
ENGINE = Engine(BOOK)
RULES = sorted(BOOK.texts)


def states(report: Report) -> tuple[set[str], set[str]]:
    """The codes that fire and those that are open."""
    open_codes = {code for asked in report.questions for code in asked.decides}
    return {finding.rule for finding in report.findings}, open_codes


@pytest.mark.parametrize("code", RULES)
def test_a_rule_fires_on_its_example_and_plainly_not_on_its_near_miss(code: str) -> None:
    text = BOOK.texts[code]
    fires, _ = states(ENGINE.report(shorthand.read(text.fires, BOOK.vocabulary)))
    assert code in fires
    missed, waits = states(ENGINE.report(shorthand.read(text.near_miss, BOOK.vocabulary)))
    assert code not in missed | waits


# ---- the catalogue ----


def catalogue(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "catalogue" / "catalogue.json").read_text("utf-8"))
    return found


def test_the_reference_charts_agree_exactly(shared: Path) -> None:
    book = load_book(("product-marketing",))
    engine = Engine(book)
    for entry in catalogue(shared)["charts"]:
        fires, waits = states(engine.report(shorthand.read(entry["chart"], book.vocabulary)))
        assert (fires, waits) == (set(entry["fires"]), set(entry["open"])), entry["id"]
        assert set(entry["must_fire"]) <= fires
        assert not set(entry["must_not_fire"]) & fires


def test_the_pack_holds_every_rule_of_the_catalogue(shared: Path) -> None:
    book = load_book(("product-marketing",))
    rules = {rule["code"]: rule for rule in catalogue(shared)["rules"]}
    assert set(book.texts) == set(rules)
    for code, rule in rules.items():
        text = book.texts[code]
        assert (text.severity, text.quiet) == (rule["severity"], rule["quiet"]), code
        assert text.kind == rule["kind"].replace("-", "_").replace(" ", "_")
        assert text.theme == rule["theme"].replace(" ", "_").replace("-", "_")
        absent = {None: (), "box": ("boxes",), "relation": ("relations",), "both": ("boxes", "relations")}
        assert text.absent == absent[rule["absence"]]
        assert bool(text.raised) == bool(rule["raised"])
        assert len(text.lowered) == len(rule["lowered_if_any"])


def test_every_kind_is_used() -> None:
    assert {text.kind for text in BOOK.texts.values()} == set(KINDS)


# ---- compiled ----


def test_the_compiled_packs_are_up_to_date() -> None:
    assert (resource("packs") / COMPILED).read_bytes() == compiled(), "run python -m orgsketch.rules.compile"


def test_the_compiled_packs_are_read_quickly_and_without_a_checker() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from orgsketch.rules.pack import load_book; load_book();"
        "print([m for m in ('pydantic', 'tomllib', 'PySide6') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_engine_knows_no_function_of_a_pack() -> None:
    names = {
        name for name in BOOK.vocabulary.functions if name not in ("other", "sales", "product", "design")
    }
    source = Path(__file__).parents[2] / "src" / "orgsketch"
    for room in ("rules", "vocabulary", "shorthand"):
        for path in (source / room).rglob("*.py"):
            words = set(re.findall(r"[a-z_]+", path.read_text("utf-8")))
            assert not words & (names - COMMON), path


COMMON = {"marketing", "development"}


# ---- packs of others ----


RULE = """
[[rule]]
code = "OWN101"
name = "dev-below-sales"
title = "Development below sales"
kind = "risk"
severity = "major"
about = "development"
when = { some = "managers_up", where = { fact = "main_function", is = "sales" } }
message = "{team} [reports|report] to sales."
convention = "House rule"
fires = "CEO[Sales[Dev]]"
near_miss = "CEO[Sales Dev]"
"""


def pack(folder: Path, rules: str = RULE, **files: str) -> Path:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(files.pop("pack", 'id = "own"\ntitle = "Own"\n'))
    (folder / "rules" / "own.toml").write_text(rules)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    return folder


def book_of(folder: Path) -> Book:
    return load_book((), (folder,))


def test_a_pack_of_others_works_beside_the_built_in_ones(tmp_path: Path) -> None:
    engine = Engine(book_of(pack(tmp_path)))
    report = engine.report(shorthand.read("CEO[Sales[Dev]]", engine.book.vocabulary))
    (finding,) = [finding for finding in report.findings if finding.rule == "OWN101"]
    assert finding.message == "Development reports to sales."


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "risk"', 'kind = "risc"', "rule OWN101, kind: there is no 'risc'; did you mean risk?"),
        ('fact = "main_function"', 'fact = "main_funktion"', "'main_funktion'; did you mean main_function?"),
        ('some = "managers_up"', 'some = "manager_up"', "did you mean managers_up?"),
        ('about = "development"', 'about = "develoment"', "there is no set of boxes called 'develoment'"),
        ('is = "sales"', 'iz = "sales"', "fact takes no iz; there are among,"),
        ("message =", "mesage =", "did you mean message?"),
        ('title = "Development below sales"\n', "", "the key title is missing"),
        ('severity = "major"', 'severity = 3', "severity: input should be a valid string"),
        ('convention = "House rule"', "", "a rule names a source, or says that it is a convention"),
        ("when = {", "when = { not = {}, ", "a condition has one of"),
        ('where = { fact', 'wher = { fact', "some takes no wher; did you mean where?"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_entry_key_and_the_nearest_name(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in RULE
    with pytest.raises(PackError) as caught:
        book_of(pack(tmp_path, RULE.replace(old, new)))
    assert says in str(caught.value)
    assert str(caught.value).startswith("rules/own.toml, rule OWN101")
    assert "\n" not in str(caught.value)


def refusal(work: Callable[[], Book]) -> str:
    """Why a pack is refused, "" when it is not; anything but a PackError fails the test."""
    try:
        work()
    except PackError as error:
        return str(error)
    return ""


def rule(code: str, when: str) -> str:
    return (
        RULE.replace("OWN101", code).replace('about = "development"\n', "").replace(
            RULE[RULE.index("when =") : RULE.index("\nmessage")], f"when = {when}"
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (rule("A101", '{ rule = "B101" }') + rule("B101", '{ rule = "A101" }'), "that leads in a circle"),
        (rule("A101", '{ rule = "A101" }'), "that leads in a circle"),
        (rule("A101", '{ rule = "B101" }'), "there is no rule 'B101'"),
        (rule("A101", '{ fact = "main_function", is = "sales" }'), "so the rule needs `about`"),
        (rule("A101", '{ measure = "eval", args = { of = "x" } }'), "there is no measure 'eval'"),
        (rule("A101", '{ measure = "people", args = { of = "sales", x = 1 } }'), "takes no x"),
        (rule("A101", '{ measure = "people" }'), "the argument of is missing"),
        (rule("A101", '{ relation = "infoms" }'), "did you mean informs?"),
        (rule("A101", "{ some = { xx = 1 } }"), "a set has no key 'xx'"),
        (rule("A101", "3"), "a condition is a table, not 3"),
        (rule("A101", '{ some = "sales" }') * 2, "has a rule of this code too"),
    ],
)
def test_what_could_only_fail_later_is_refused_at_once(tmp_path: Path, rules: str, says: str) -> None:
    with pytest.raises(PackError, match=re.escape(says)):
        book_of(pack(tmp_path, rules))


def test_facts_and_sets_that_lead_back_to_themselves_are_refused(tmp_path: Path) -> None:
    facts = '[fact.a]\nwhen = { fact = "b" }\n[fact.b]\nwhen = { fact = "a" }\n'
    with pytest.raises(PackError, match="circle"):
        book_of(pack(tmp_path, facts=facts))
    with pytest.raises(PackError, match="circle"):
        book_of(pack(tmp_path, facts='[set.a]\nof = "b"\n[set.b]\nof = "a"\n'))


@pytest.mark.parametrize(
    "when",
    [
        "{ not = " * 200 + '{ some = "sales" }' + " }" * 200,
        "[" * 20_000 + "]" * 20_000,
        "{ all = [" + '{ some = "sales" },' * 40_000 + "] }",
    ],
)
def test_a_hostile_pack_is_refused_or_read_within_a_second(tmp_path: Path, when: str) -> None:
    folder = pack(tmp_path, rule("A101", when))
    load_book()
    started = time.process_time()
    said = refusal(lambda: book_of(folder))
    assert "\n" not in said
    assert len(said) < 500
    assert time.process_time() - started < 1


def test_a_pack_of_the_wrong_types_is_refused(tmp_path: Path) -> None:
    for name, text in {
        "facts": "fact = 3",
        "functions": "function = 3",
        "activities": "[[class]]\nid = 'x'",
        "questions": "[[question]]\nfact = 'a.b'",
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        with pytest.raises(PackError):
            book_of(pack(folder, **{name: text}))


@given(st.data())
def test_a_pack_with_anything_in_it_is_read_or_refused(data: st.DataObject) -> None:
    tables = data.draw(st.sampled_from([WHOLE, {**WHOLE, "facts": dict(FACTS)}]))
    changed = json.loads(json.dumps(tables))
    places = [place for place in leaves(changed) if place]
    *way, last = data.draw(st.sampled_from(places))
    target = changed
    for step in way:
        target = target[step]
    target[last] = data.draw(
        st.sampled_from([3, -1.5, True, "", "x" * 300, [], [[]], {}, {"all": 1}, [1, "a"], None])
    )
    assert "\n" not in refusal(lambda: book_of_tables(changed))


def book_of_tables(tables: dict[str, Any]) -> Book:
    """As a folder of such files would be read."""
    from orgsketch import vocabulary
    from orgsketch.rules.pack import guarded

    return guarded("own", lambda: [*vocabulary.pack_tables(("product-marketing",)), (tables, True)])


def leaves(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value inside a value."""
    found = [way]
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            found += leaves(inner, (*way, key))
    return found


FACTS = {
    "set": {"heads": {"of": "boxes", "where": {"fact": "leads"}}},
    "fact": {"leads": {"when": {"some": "reports"}, "says": "{box} leads"}},
    "term": {"boss": {"set": "manager"}},
    "declared": {},
}
WHOLE = {
    "pack": {"id": "own", "title": "Own", "settings": {"span": 7}},
    "themes": {"theme": [{"id": "shape", "title": "Shape"}]},
    "functions": {"function": [{"id": "own_function", "title": "Own", "family": "other"}]},
    "questions": {"question": [{"fact": "box.own", "text": "Own?", "about": "box", "kind": "yes_no"}]},
    "facts": FACTS,
    "rules": [
        {
            "file": "rules/own.toml",
            "code": "OWN101",
            "name": "own",
            "title": "Own",
            "kind": "risk",
            "severity": "major",
            "about": "heads",
            "when": {"all": [{"fact": "box.own", "is": "yes"}, {"relation": ["informs"], "with": "sales"}]},
            "raised": [
                {
                    "to": "critical",
                    "when": {"measure": "count", "args": {"of": "reports"}, "at_least": "$span"},
                }
            ],
            "lowered": [{"rule": "PMM101"}],
            "message": "{team} {boss}",
            "convention": "House rule",
            "remedies": [{"text": "Move", "do": [{"move": "boxes", "under": "sales"}]}],
        }
    ],
}


def test_the_pack_that_is_tampered_with_is_sound_itself() -> None:
    assert "OWN101" in book_of_tables(WHOLE).rules


def test_a_pack_that_is_not_installed_is_passed_over() -> None:
    assert load_book(("not-here",)).vocabulary.pack_ids == load_book().vocabulary.pack_ids


def test_folders_are_read_as_they_stand(tmp_path: Path) -> None:
    tables = read_folder(pack(tmp_path))
    assert tables["rules"][0]["file"] == "rules/own.toml"
