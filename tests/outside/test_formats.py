"""Every format opened by a program of somebody else's: what they show is what was exported."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from orgsketch import exporters, importers, vocabulary
from orgsketch.exporters import dot, export, html, pptx, svg
from orgsketch.exporters.compared import compared
from orgsketch.exporters.sidebyside import side_by_side
from orgsketch.files import chartfile
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.resources import samples
from tests.charts import big_chart, do
from tests.exporters.material import SAMPLE, material, naughty, titled
from tests.exporters.test_tables import content
from tests.outside.browser import Browser, browser

BROWSER = ("chromium", "chromedriver")
OFFICE = ("soffice", "pdftotext", "pdfinfo")


# --- LibreOffice ------------------------------------------------------------------------------------------


def as_pdf(path: Path) -> Path:
    """The file as LibreOffice shows it."""
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=280
    )
    return path.with_suffix(".pdf")


def words(pdf: Path) -> str:
    """The text of a PDF, on one line."""
    found = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True)
    return " ".join(found.stdout.split())


def pages(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


@pytest.mark.outside(*OFFICE)
def test_libreoffice_shows_the_slides_with_every_box_and_finding(tmp_path: Path) -> None:
    path = tmp_path / "sample.pptx"
    path.write_bytes(pptx.write(material(mark="Draft, confidential")))
    pdf = as_pdf(path)
    assert pages(pdf) == 2  # the chart, and what was found and asked
    text = words(pdf)
    for box in SAMPLE.boxes.values():
        assert box.title in text
    for part in ("No bridge between PM and PMM", "The gulf of information was huge", "Draft, confidential"):
        assert part in text


@pytest.mark.outside(*OFFICE)
def test_libreoffice_shows_what_changes_and_the_options_side_by_side(tmp_path: Path) -> None:
    options = [chartfile.open_strictly(path).chart for path in samples()][:4]
    exporters.export_changes(options[0], options[1], tmp_path / "changes.pptx")
    exporters.export_matrix(options, tmp_path / "options.pptx")
    said = words(as_pdf(tmp_path / "changes.pptx"))
    for box in options[1].boxes.values():
        assert box.title in said or tree.is_unplaced(options[1], box.id)
    for line in (line for section in compared(*options[:2]).sections for line in section.lines):
        assert line.title in said
    table = words(as_pdf(tmp_path / "options.pptx"))
    for section in side_by_side(options).matrix.sections:
        differ = [row for row in section.rows if row.differs]
        assert section.title in table or not differ
        assert all(row.title.split()[0] in table for row in differ)
    assert "the same of all these options" in table


@pytest.mark.outside(*OFFICE)
def test_libreoffice_shows_every_title_of_a_large_chart_and_any_text(tmp_path: Path) -> None:
    path = tmp_path / "large.pptx"
    chart = big_chart(300)
    path.write_bytes(pptx.write(material(chart)))
    text = words(as_pdf(path))
    assert [box.title for box in chart.boxes.values() if box.title not in text] == []


# --- Chromium ---------------------------------------------------------------------------------------------


@pytest.mark.outside(*OFFICE, "localc")
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_libreoffice_opens_a_table_and_gives_it_back(tmp_path: Path, suffix: str) -> None:
    """What another program read and wrote again is the same chart: no formula ran, no number changed."""
    path = tmp_path / f"chart{suffix}"
    export(SAMPLE, path)
    (back := tmp_path / "back").mkdir()
    profile = (tmp_path / "profile").as_uri()
    # Commas, UTF-8, and what stands in quotes is text, as a user ticks it in the dialog.
    as_read = ["--infilter=CSV:44,34,76,1,,0,true"] if suffix == ".csv" else []
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", *as_read, "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(back), str(path)], check=True, capture_output=True, timeout=280)
    chart = importers.read(back / "chart.xlsx", vocabulary.load(())).chart
    assert content(chart) == content(SAMPLE)
    assert chart.relations == SAMPLE.relations


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as session:
        yield session


def shown(session: Browser, path: Path, content: bytes) -> Browser:
    path.write_bytes(content)
    session.open(path)
    return session


def visible(session: Browser) -> list[str]:
    """The boxes to be seen in the version that is shown."""
    found: list[str] = session.run(
        "return [...document.querySelectorAll('.version:not([hidden]) .run:not(.gone) > :not(.gone)')]"
        ".map((part) => part.dataset.box).filter(Boolean)"
    )
    return found


def option() -> Chart:
    return do(SAMPLE, edits.move, "b_pmm", "b_product")


@pytest.mark.outside(*BROWSER)
def test_the_page_needs_nothing_from_outside(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material(option(), baseline=SAMPLE)))
    assert page.run("return performance.getEntriesByType('resource').length") == 0
    assert page.complaints() == []
    assert page.run("return document.documentElement.classList.contains('js')")


@pytest.mark.outside(*BROWSER)
def test_the_policy_holds_against_what_is_put_in_later(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material()))
    page.run(
        "const made = document.createElement('div');"
        'made.innerHTML = \'<img src=x onerror="window.ran = true"><img src="http://example.org/x.png">\';'
        "document.body.append(made)"
    )
    assert page.run("return window.ran === undefined")
    assert any("Content Security Policy" in complaint for complaint in page.complaints())


ENTRY = "document.querySelector('li[data-box=b_marketing]')"


@pytest.mark.outside(*BROWSER)
def test_branches_fold_in_picture_and_outline_together(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material()))
    assert set(visible(page)) == set(SAMPLE.boxes)
    page.click('g[data-box="b_marketing"] .fold')
    assert set(SAMPLE.boxes) - set(visible(page)) == {"b_pmm", "b_events"}
    assert page.run(f"return {ENTRY}.getAttribute('aria-expanded')") == "false"
    assert page.run("return document.querySelector('g[data-box=b_marketing] .fold').textContent") == "+2"
    hidden = "return [...document.querySelectorAll('[data-of].gone')].map((part) => part.dataset.of)"
    assert {"b_pmm", "b_marketing", "b_events b_dev"} <= set(page.run(hidden))
    page.click('li[data-box="b_marketing"] > .row > .twist')
    assert set(visible(page)) == set(SAMPLE.boxes)
    page.click("#fold-all")
    assert set(visible(page)) == {"b_ceo", *SAMPLE.reports("b_ceo")}
    page.click("#unfold-all")
    assert set(visible(page)) == set(SAMPLE.boxes)


@pytest.mark.outside(*BROWSER)
def test_after_folding_the_rest_closes_up_and_nothing_overlaps(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material(big_chart(300))))
    page.click("#fold-all")
    page.click("#fit")
    rects = page.run(
        "return [...document.querySelectorAll('.run:not(.gone) g[data-box]:not(.gone)')]"
        ".map((card) => card.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"
    )
    assert len(rects) == 7
    wide = max(right for _, _, right, _ in rects) - min(left for left, *_ in rects)
    assert wide < 1000
    level = [rect for rect in rects if rect[1] > min(top for _, top, _, _ in rects) + 1]
    ordered = sorted(level)
    assert all(one[2] < other[0] + 1 for one, other in pairwise(ordered))


@pytest.mark.outside(*BROWSER)
def test_search_finds_unfolds_and_goes_on(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material()))
    page.click("#fold-all")
    page.type("#search", "PM")
    assert page.run("return document.querySelector('#hits').textContent") == "1 of 3"
    hits = page.run("return document.querySelector('.hit').dataset.boxes.split(' ')")
    assert set(hits) == {"b_pm", "b_pm2", "b_dev"}  # "PM" is also in "Development"
    now = "return document.querySelector('.now').dataset.boxes"
    first = page.run(now)
    assert first == hits[0]
    assert first in visible(page)
    page.type("#search", "\ue007")
    assert page.run(now) == hits[1]
    assert hits[1] in visible(page)
    page.type("#search", " nobody")
    assert page.run("return document.querySelector('#hits').textContent") == "nothing found"


@pytest.mark.outside(*BROWSER)
def test_before_and_after_can_be_switched(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material(option(), baseline=SAMPLE)))
    under = "return document.querySelector('.version:not([hidden]) g[data-box=b_pmm]').dataset.manager"
    assert page.run(under) == "b_product"
    page.click('label[for="v-before"]')
    assert page.run(under) == "b_marketing"
    page.click('label[for="v-after"]')
    assert page.run(under) == "b_product"


@pytest.mark.outside(*BROWSER)
def test_the_chart_pans_and_zooms_by_keys_and_buttons(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material()))
    box = "return document.querySelector('svg').getAttribute('viewBox').split(' ').map(Number)"
    x, _y, width, _height = page.run(box)
    page.click("#zoom-in")
    assert page.run(box)[2] < width
    page.click("#fit")
    assert page.run(box)[2] == pytest.approx(width)
    page.type(".stage", "\ue014")
    assert page.run(box)[0] > x


@pytest.mark.outside(*BROWSER)
def test_a_badge_leads_to_its_finding_and_back(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.html", html.write(material()))
    page.click('a[href="#finding-after-1"]')
    assert page.run("return document.querySelector(':target').id") == "finding-after-1"
    page.click('#finding-after-1 button[data-boxes="b_pmm"]')
    assert page.run("return document.querySelector('.now').dataset.boxes") == "b_pmm"


@pytest.mark.outside(*BROWSER)
def test_on_a_phone_nothing_is_wider_than_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(html.write(material(option(), baseline=SAMPLE)))
    with browser(500, 900) as page:
        page.be_phone(390, 844)
        page.open(path)
        wide, room = page.run("return [document.documentElement.scrollWidth, innerWidth]")
        assert (wide, room) == (390, 390)
        small = "return [...document.querySelectorAll('.tools button, .tools input[type=search]')]"
        heights = page.run(f"{small}.map((e) => e.offsetHeight).filter((height) => height > 0)")
        assert heights
        assert min(heights) >= 44


@pytest.mark.outside(*BROWSER)
def test_any_text_stays_text_in_a_browser(chromium: Browser, tmp_path: Path) -> None:
    for text in naughty():
        page = shown(chromium, tmp_path / "x.html", html.write(material(titled(text))))
        assert page.run("return document.querySelector('g[data-box=b_2]').dataset.title") == text
        assert page.run("return document.title") == " ".join(text.split())
    assert chromium.complaints() == []


@pytest.mark.outside(*BROWSER)
def test_chromium_shows_the_svg_with_its_texts(chromium: Browser, tmp_path: Path) -> None:
    page = shown(chromium, tmp_path / "x.svg", svg.write(material()))
    joined = " ".join(
        page.run("return [...document.querySelectorAll('text')].map((text) => text.textContent)")
    )
    for part in ("Product Marketing", "Chief executive", "No bridge between PM and PMM", "Byron Workman"):
        assert part in joined
    assert page.run("return document.documentElement.getBoundingClientRect().width") > 500
    assert page.complaints() == []


# --- dot --------------------------------------------------------------------------------------------------


@pytest.mark.outside("dot")
def test_dot_draws_the_chart(tmp_path: Path) -> None:
    path = tmp_path / "x.dot"
    path.write_bytes(dot.write(material()))
    drawn = subprocess.run(["dot", "-Tsvg", str(path)], check=True, capture_output=True, text=True).stdout
    for box in SAMPLE.boxes:
        assert f"<title>{box}</title>" in drawn
