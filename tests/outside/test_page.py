"""The exported page in a browser as people use it: keyboard, fingers, addresses, paper, many boxes."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from orgsketch.exporters import html
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from tests.charts import big_chart, do
from tests.exporters.material import SAMPLE, material, naughty, titled
from tests.outside.browser import Browser, browser

pytestmark = pytest.mark.outside("chromium", "chromedriver")

DOWN, UP, LEFT, RIGHT, HOME, END = "\ue015", "\ue013", "\ue012", "\ue014", "\ue011", "\ue010"
ENTER, ESCAPE, TAB = "\ue007", "\ue00c", "\ue004"
FOCUSED = "return document.activeElement.dataset.box || document.activeElement.id"
NOW = "return document.querySelector('.version:not([hidden]) .now').dataset.boxes"
VIEW = "return document.querySelector('.stage svg').getAttribute('viewBox').split(' ').map(Number)"
EXPANDED = "return document.querySelector('li[data-box=b_marketing]').getAttribute('aria-expanded')"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as session:
        yield session


@pytest.fixture(scope="module")
def phone() -> Iterator[Browser]:
    with browser(500, 900) as session:
        session.be_phone(390, 844)
        yield session


def option() -> Chart:
    return do(SAMPLE, edits.move, "b_pmm", "b_product")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.html"
    made.write_bytes(html.write(material(option(), baseline=SAMPLE)))
    return made


# --- keyboard ---------------------------------------------------------------------------------------------


def test_the_tab_key_stops_once_at_the_chart_and_once_at_the_outline(chromium: Browser, path: Path) -> None:
    chromium.open(path)
    stops = []
    for _ in range(60):
        chromium.press(TAB)
        stops.append(
            chromium.run(
                "const e = document.activeElement;"
                "return e.closest('.stage') ? 'chart' : e.closest('[role=tree]') ? 'tree' : e.id || e.tagName"
            )
        )
        if stops[-1] == "BODY":
            break
    assert stops[:3] == ["A", "A", "search"]
    assert stops.count("chart") == 1
    assert stops.index("v-after") < stops.index("fold-all") < stops.index("zoom-in") < stops.index("chart")
    assert stops.index("chart") < stops.index("tree")
    assert stops.count("tree") == 1


def test_arrows_walk_the_outline_and_fold_the_chart(chromium: Browser, path: Path) -> None:
    chromium.open(path)
    chromium.run("document.querySelector('#outline-after li').focus()")
    walked = []
    for key in (DOWN, RIGHT, UP, END, HOME, "m", LEFT):
        chromium.press(key)
        walked.append(chromium.run(FOCUSED))
    assert walked == ["b_office", "b_office", "b_ceo", "b_dev", "b_ceo", "b_marketing", "b_marketing"]
    assert chromium.run(EXPANDED.replace("document", "document.querySelector('#outline-after')")) == "false"
    gone = "return document.querySelector('[data-version=after] g[data-box=b_events]').matches('.gone')"
    assert chromium.run(gone)
    chromium.press(RIGHT + ENTER)
    assert not chromium.run(gone)
    assert chromium.run(NOW) == "b_marketing"


def test_a_letter_finds_escape_clears_and_a_slash_searches(chromium: Browser, path: Path) -> None:
    chromium.open(path)
    chromium.press("/")
    assert chromium.run(FOCUSED) == "search"
    chromium.press("lea")
    assert set(
        chromium.run("return document.querySelector('[data-version=after] .hit').dataset.boxes.split(' ')")
    ) == {
        "b_pmm",
        "b_events",
    }
    assert chromium.run("return document.querySelector('#said').textContent") == "Product Marketing, 1 of 2"
    chromium.press(ESCAPE)
    assert chromium.run("return document.querySelector('#search').value") == ""
    assert chromium.run("return document.querySelector('[data-version=after] .hit').dataset.boxes") == ""


def test_search_finds_titles_before_names_and_neither_managers_nor_context(
    chromium: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(html.write(material(do(SAMPLE, edits.rename, "b_dev", "Brandt Labs"))))
    chromium.open(path)
    hits = "return document.querySelector('.hit').dataset.boxes.split(' ')"
    chromium.type("#search", "brandt")
    assert chromium.run(hits)[0] == "b_dev"
    assert set(chromium.run(hits)[1:]) == {"b_pmm", "b_events"}
    chromium.type("#search", ESCAPE + "marketing")
    assert set(chromium.run(hits)) == {"b_marketing", "b_pmm"}


def test_a_screen_reader_is_told_the_whole_outline(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(html.write(material()))
    chromium.open(path)
    nodes = chromium.tell("Accessibility.getFullAXTree")["nodes"]
    told = [node["name"]["value"] for node in nodes if node["role"]["value"] == "treeitem"]
    assert sorted(name.partition(",")[0] for name in told) == sorted(b.title for b in SAMPLE.boxes.values())
    unnamed = [
        node["role"]["value"]
        for node in nodes
        if node["role"]["value"] in ("button", "link", "searchbox", "radio", "tree", "image")
        and not node.get("ignored")
        and not node.get("name", {}).get("value")
    ]
    assert unnamed == []


def test_before_has_its_own_title_and_numbers(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    before = do(SAMPLE, edits.remove, ["b_events"])
    before = Chart.of(replace(before.head, title="Acme before"), boxes=before.boxes.values())
    path.write_bytes(html.write(material(option(), baseline=before)))
    chromium.open(path)
    seen = (
        "return [...document.querySelectorAll('header, footer span')].filter((part) => part.offsetHeight)"
        ".map((part) => part.innerText).join(' ').replace(/\\s+/g, ' ')"
    )
    assert "Acme today" in chromium.run(seen)
    assert "9 boxes" in chromium.run(seen)
    chromium.click('label[for="v-before"]')
    assert "Acme before" in chromium.run(seen)
    assert "8 boxes" in chromium.run(seen)
    assert "9 boxes" not in chromium.run(seen)


# --- addresses --------------------------------------------------------------------------------------------


def test_a_finding_and_a_box_have_an_address_and_the_way_back_works(chromium: Browser, path: Path) -> None:
    chromium.open(path, "#finding-before-1")
    assert chromium.run("return document.querySelector('.version:not([hidden])').dataset.version") == "before"
    assert chromium.run("return document.querySelector('#v-before').checked")
    assert chromium.run(FOCUSED) == "finding-before-1"
    assert chromium.run(NOW) == "b_pmm"
    chromium.click('#finding-before-2 button[data-boxes="b_pmm"]')
    assert chromium.run("return location.hash") == "#box-before-b_pmm"
    chromium.back()
    assert chromium.run("return location.hash") == "#finding-before-1"
    for nowhere in ("#box-after-b_none", "#finding-after-99", "#%", "#box-after-<b>"):
        chromium.open(path, nowhere)
        assert chromium.run("return document.querySelector('.js') !== null")
    assert chromium.complaints() == []


# --- fingers ----------------------------------------------------------------------------------------------


def test_fingers_pan_and_pinch(phone: Browser, path: Path) -> None:
    phone.open(path)
    left, top = phone.run(
        "const r = document.querySelectorAll('.stage')[1].getBoundingClientRect(); return [r.x, r.y]"
    )
    view = VIEW.replace(".stage svg", "[data-version=after] .stage svg")
    before = phone.run(view)
    x, y = left + 200, top + 250
    phone.touch([(x, y)], [(x - 20, y)], [(x - 60, y + 30)])
    panned = phone.run(view)
    assert panned[0] - before[0] == pytest.approx(60 * before[2] / 390, rel=0.1)
    assert panned[2] == before[2]
    phone.touch([(x - 30, y), (x + 30, y)], [(x - 45, y), (x + 45, y)], [(x - 60, y), (x + 60, y)])
    pinched = phone.run(view)
    assert pinched[2] == pytest.approx(max(320, panned[2] / 2), rel=0.1)
    assert phone.complaints() == []


def test_a_phone_sees_the_chart_first_and_is_taken_to_what_it_asks_for(phone: Browser, path: Path) -> None:
    phone.open(path)
    seen = (
        "const r = document.querySelector('[data-version=after] %s').getBoundingClientRect();"
        "return [r.top, r.bottom]"
    )
    top, bottom = phone.run(seen % ".stage")
    assert 0 < top < 300
    assert bottom < 844
    assert not phone.run("return document.querySelector('header details').open")
    phone.run("document.querySelector('#finding-after-2').scrollIntoView()")
    phone.click('#finding-after-2 button[data-boxes="b_pmm"]')
    card = phone.run(seen % "g[data-box=b_pmm]")
    bar = phone.run("return document.querySelector('.tools').getBoundingClientRect().bottom")
    assert bar < card[0] < card[1] < 844
    phone.click("#fold-all")
    assert phone.run("return getComputedStyle(document.querySelector('#fold-all')).display") == "none"
    phone.click("#unfold-all")
    assert phone.run("return document.documentElement.scrollWidth") == 390


# --- light, dark, paper -----------------------------------------------------------------------------------


def test_the_page_turns_dark_on_the_screen_and_not_on_paper(chromium: Browser, path: Path) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    frame = "'[data-version=after] g[data-box] rect:nth-of-type(2)'"
    card = f"return getComputedStyle(document.querySelector({frame})).fill"
    found = {}
    for scheme in ("light", "dark"):
        for media in ("screen", "print"):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            chromium.tell("Emulation.setEmulatedMedia", media=media, features=features)
            chromium.open(path)
            found[scheme, media] = (chromium.run(ground), chromium.run(card))
    chromium.tell("Emulation.setEmulatedMedia", media="", features=[])
    light = ("rgb(255, 255, 255)", "rgb(255, 255, 255)")
    assert found["light", "screen"] == found["light", "print"] == found["dark", "print"] == light
    assert found["dark", "screen"] == ("rgb(27, 31, 38)", "rgb(32, 37, 45)")


@pytest.mark.outside("pdftotext")
def test_on_paper_is_every_box_whatever_was_looked_at(chromium: Browser, tmp_path: Path) -> None:
    from subprocess import run

    path, pdf = tmp_path / "x.html", tmp_path / "x.pdf"
    chart = big_chart(120)
    path.write_bytes(html.write(material(chart)))
    chromium.open(path)
    for _ in range(4):
        chromium.click("#zoom-in")
    before = chromium.run(VIEW)
    pdf.write_bytes(b64decode(chromium.tell("Page.printToPDF")["data"]))
    first = run(["pdftotext", "-l", "1", pdf, "-"], check=True, capture_output=True, text=True).stdout
    said = "".join(first.split())
    assert [b.title for b in chart.boxes.values() if "".join(b.title.split()) not in said] == []
    assert chromium.run(VIEW) == pytest.approx(before)


# --- any text, many boxes ---------------------------------------------------------------------------------


def test_any_text_is_shown_as_text(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    shown = (
        "const card = document.querySelector('g[data-box=b_2]');"
        "const texts = [...card.querySelectorAll('text')].map((text) => text.textContent);"
        "const name = document.querySelector('li[data-box=b_2] .name');"
        "const h1 = document.querySelector('h1');"
        "return [name.textContent, name.children.length, h1.textContent, h1.children.length, texts.join('')]"
    )
    for text in naughty():
        path.write_bytes(html.write(material(titled(text))))
        chromium.open(path)
        name, inside, title, inside_title, drawn = chromium.run(shown)
        assert (name, inside, title, inside_title) == (text, 0, text, 0)
        head = "".join(text.split())[:8]
        assert head in "".join(drawn.split())
    assert chromium.complaints() == []


def test_ten_thousand_boxes_are_text_until_they_are_looked_at(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    chart = big_chart(10_000)
    path.write_bytes(html.write(material(chart)))
    chromium.open(path)
    drawn = "return document.querySelectorAll('.run:not(.gone) *').length"
    assert 0 < chromium.run(drawn) < 6000
    cards = "return document.querySelectorAll('.run:not(.gone) > .card:not(.gone)').length"
    chromium.click("#fit")
    assert chromium.run(cards) == 0
    assert chromium.run("return document.querySelectorAll('.far:not(.gone) path').length") > 1
    chromium.click("#search")
    chromium.press("9999")
    assert chromium.run(NOW) == chromium.run(
        "return document.querySelector('.hit').dataset.boxes.split(' ')[0]"
    )
    assert 0 < chromium.run(cards) < 400
    chromium.click("#fold-all")
    assert chromium.run(cards) == 1 + len(chart.reports("b_00000000"))
    chromium.click("#unfold-all")
    assert chromium.complaints() == []
