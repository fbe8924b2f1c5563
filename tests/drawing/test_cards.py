"""Cards: what they say of a box, in every state, whatever its name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch import vocabulary
from orgsketch.drawing.cards import (
    Card,
    Names,
    Tile,
    card,
    card_size,
    card_width,
    detail_line,
    initials,
    people_count,
    spoken,
    whole_card_size,
)
from orgsketch.drawing.cardshapes import (
    card_shapes,
    content_shapes,
    handle_shapes,
    level,
    refusal_shapes,
    travel_shapes,
)
from orgsketch.drawing.extent import extent
from orgsketch.drawing.frames import MARGIN, PLAIN, State, edge_of, frame_shapes
from orgsketch.drawing.icons import FALLBACK, FUNCTION_ICONS, icon_data
from orgsketch.drawing.marks import KINDS, Mark, counted, flag_shapes, mark_shapes
from orgsketch.drawing.picture import Group, Path, Rectangle, Shape, Text, texts
from orgsketch.drawing.theme import NAMES, Theme
from orgsketch.layout.geometry import Rect
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Head, Person
from tests.charts import LINES, charts, do, org

WORDS = vocabulary.load()
PLAIN_CARD = Card(
    "b_1", "Product marketing", ("Product marketing",), "Ana Ruiz", (Tile("product_marketing", "tag"),)
)
STATUSES = ("", "vacant", "planned", "closing")
FLAGS = ("", "added", "removed", "moved", "changed")
STATES = [
    PLAIN,
    State(is_hovered=True),
    State(is_selected=True),
    State(is_selected=True, is_focused=True),
    State(is_found=True),
    *(State(drop=drop) for drop in ("before", "report", "after", "refused")),
    *(State(drag=drag) for drag in ("carried", "left_behind", "slot")),
]


def made(box: Box, people: tuple[Person, ...] = (), names: Names = "full") -> Card:
    return card(Chart.of(Head("c_1"), boxes=[box], people=people), box.id, {}, WORDS, names=names)


ANA, KEN, LEA = (Person("p_1", "Ana Maria Ruiz"), Person("p_2", "Ken Ito"), Person("p_3", "Lea Brandt"))


@pytest.mark.parametrize(
    ("box", "detail"),
    [
        (Box("b", people=("p_1",)), "Ana Maria Ruiz"),
        (Box("b", people=("p_1",), headcount=2), "Ana Maria Ruiz · 2 people"),
        (Box("b", people=("p_1", "p_2", "p_3")), "Ana Maria Ruiz and 2 more"),
        (Box("b"), "1 person"),
        (Box("b", headcount=2.5), "2.5 people"),
        (Box("b", headcount=0.5), "0.5 people"),
        (Box("b", headcount=1200), "1,200 people"),
        (Box("b", headcount=0), "1 vacancy"),
        (Box("b", status="planned"), "planned · 1 person"),
        (Box("b", status="closing", people=("p_2",)), "closing · Ken Ito"),
    ],
)
def test_the_detail_line_says_who_or_how_many(box: Box, detail: str) -> None:
    chart = Chart.of(Head("c_1"), boxes=[box], people=(ANA, KEN, LEA))
    assert detail_line(chart, box) == detail


@pytest.mark.parametrize(
    ("people", "heads", "names", "shown"),
    [
        ((KEN,), 30, "full", "Ken Ito +29"),
        ((KEN, ANA, LEA), None, "full", "Ken Ito +2"),
        ((ANA,), 30, "initials", "A. M. R. +29"),
        ((LEA,), 30_000, "full", "Lea Brandt"),
        ((KEN,), None, "full", "Ken Ito"),
        ((ANA,), 3, "none", "3 people"),
    ],
)
def test_beside_a_headcount_the_detail_line_says_it_in_fewer_letters(
    people: tuple[Person, ...], heads: float | None, names: Names, shown: str
) -> None:
    """Where "Ken Ito · 30 people" has no room it is not cut within a word."""
    box = Box("b", people=tuple(person.id for person in people), headcount=heads)
    lead = replace(made(box, people, names), is_lead=True, total=1200)
    assert shown in [text.text for text in texts(content_shapes(lead, card_width(), 56, "full"))]


@pytest.mark.parametrize(
    ("names", "detail"), [("full", "Ana Maria Ruiz"), ("initials", "A. M. R."), ("none", "1 person")]
)
def test_names_can_be_kept_back(names: Names, detail: str) -> None:
    assert made(Box("b", people=("p_1",)), (ANA,), names).detail == detail


def test_initials_of_any_name() -> None:
    assert initials("Ana Maria Ruiz") == "A. M. R."
    assert initials("  ") == ""


@given(LINES)
def test_any_title_fits_its_card(title: str) -> None:
    box = Box("b_1", title)
    wide, tall = card_size(box)
    assert (wide, tall) in ((card_width(), 56), (card_width(), 72))
    for text in texts(content_shapes(made(box), wide, tall, "full")):
        assert text.x + min(text.room or 1e9, extent(text).width) <= wide or text.anchor == "end"
        assert 0 < text.y < tall


def test_cards_are_as_wide_as_the_look_says() -> None:
    assert card_width() == 180
    assert card_size(Box("b", "Product marketing")) == (180, 56)
    assert card_size(Box("b", "Product marketing and communication")) == (180, 72)
    assert card_size(Box("b", "Office", assistant=True)) == (148, 32)


def test_in_print_no_title_is_cut() -> None:
    for title in ("Head of " + "international " * 12, "Donaudampfschifffahrtsgesellschaft" * 3):
        for assistant in (False, True):
            box = Box("b", title, assistant=assistant)
            wide, tall = whole_card_size(box)
            done = card(Chart.of(Head("c_1"), boxes=[box]), "b", {}, WORDS, lines=0)
            shown = list(texts(content_shapes(done, wide, tall, "full")))
            assert "".join(text.text for text in shown[:-1]).replace(" ", "") == title.replace(" ", "")
            assert all(8 < text.y < tall - 8 for text in shown)
    assert whole_card_size(Box("b", "Office", assistant=True)) == (148, 32)


def test_an_untitled_box_is_called_by_its_function() -> None:
    assert made(Box("b", functions=("product_marketing",))).title == ("Product marketing",)
    assert made(Box("b")).title == ("Untitled",)


def test_tiles_show_two_functions_at_most() -> None:
    two = made(Box("b", "PM", ("product_management", "product_marketing", "sales")))
    assert two.tiles == (Tile("product", "route"), Tile("product_marketing", "tag"))
    assert made(Box("b", "?")).tiles == (Tile("other", "dots"),)
    assert made(Box("b", "?", ("of_a_missing_pack",))).tiles == (Tile("other", "dots"),)


def test_every_function_of_the_packs_has_a_drawing() -> None:
    assert {function.icon for function in WORDS.functions.values()} <= set(FUNCTION_ICONS)
    assert icon_data("unheard of") == icon_data(FALLBACK)


def test_a_lead_shows_the_headcount_of_the_branch() -> None:
    chart = do(org(ceo=None, pm="ceo", pmm="pm"), edits.set_headcount, "b_pmm", 4)
    top = card(chart, "b_ceo", {}, WORDS)
    assert (top.heads, top.total, top.is_lead) == (1, 6, True)
    assert "6" in [text.text for text in texts(content_shapes(top, 180, 56, "full"))]
    leaf = card(chart, "b_pmm", {}, WORDS)
    assert [text.text for text in texts(content_shapes(leaf, 180, 56, "full"))] == ["Pmm", "4 people"]


def test_a_folded_card_tells_what_it_hides() -> None:
    chart = org(ceo=None, pm="ceo", pmm="pm")
    folded = card(chart, "b_ceo", {"b_pmm": (Mark("major"),), "b_ceo": (Mark("critical"),)}, WORDS, hidden=2)
    assert folded.hidden_mark == Mark("major")
    assert "+2" in [text.text for text in texts(card_shapes(folded, 180, 56))]


def test_a_card_can_be_spoken() -> None:
    chart = do(org(marketing=None, pmm="marketing", ana="pmm"), edits.rename, "b_pmm", "Product marketing")
    marks = {"b_pmm": (Mark("critical"), Mark("major", "3"))}
    said = spoken(card(chart, "b_pmm", marks, WORDS), "Marketing")
    assert said == (
        "Product marketing, 1 person, reports to Marketing, 2 people in the branch, 1 critical, 3 major"
    )


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("flag", FLAGS)
def test_every_state_looks_its_own(status: str, flag: str, state: State) -> None:
    frame = frame_shapes(180, 56, status, flag, state)
    assert frame is frame_shapes(180, 56, status, flag, state)
    room = Rect(0, 0, 180, 56).grown(MARGIN)
    for shape in frame:
        assert not isinstance(shape, Group)
        covered = extent(shape)
        assert room.contains(covered.x, covered.y)
        assert room.contains(covered.right, covered.bottom)


def test_states_differ_from_each_other() -> None:
    looks = {frame_shapes(180, 56, "", "", state) for state in STATES}
    assert len(looks) == len(STATES)


def test_the_edge_that_wins() -> None:
    selected = State(is_selected=True)
    assert edge_of("vacant", "moved", replace_state(selected, drop="report")).stroke == "drop_valid"
    assert edge_of("vacant", "moved", selected).stroke == "selection"
    assert edge_of("vacant", "moved", PLAIN).stroke == "moved"
    assert edge_of("vacant", "changed", PLAIN).stroke == "control_border"
    assert edge_of("", "", State(is_hovered=True)).stroke == "control_border"


def replace_state(state: State, **changes: object) -> State:
    return state._replace(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zoom", "name"),
    [(2, "full"), (0.7, "full"), (0.69, "compact"), (0.35, "compact"), (0.2, "far"), (0.04, "silhouette")],
)
def test_levels_of_detail(zoom: float, name: str) -> None:
    assert level(zoom) == name


def test_a_level_changes_what_is_drawn() -> None:
    marked = replace(PLAIN_CARD, marks=(Mark("major", "3"), Mark("strength")))
    full, compact, far = (card_shapes(marked, 180, 56, name, zoom=0.2) for name in ("full", "compact", "far"))
    assert "Ana Ruiz" in [text.text for text in texts(full)]
    assert "Ana Ruiz" not in [text.text for text in texts(compact)]
    assert not list(texts(far))
    bare = [shape for shape in far if isinstance(shape, Path)]
    assert max(extent(shape).width for shape in bare) * 0.2 >= 8


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sales United Kingdom and Ireland", ["Sales United", "Kingdom and", "Ireland"]),
        ("Sales Germany, Austria, Switzerland", ["Sales Germany,", "Austria,", "Switzerland"]),
        ("Marketing communications", ["Marketing", "communications"]),
    ],
)
def test_a_compact_card_says_its_title_in_whole_words(name: str, lines: list[str]) -> None:
    shapes = card_shapes(replace(PLAIN_CARD, name=name), 180, 72, "compact")
    assert [text.text for text in texts(shapes)] == lines


@pytest.mark.parametrize("theme", NAMES)
def test_every_colour_of_every_card_is_in_every_theme(theme: str) -> None:
    colors = Theme(theme)
    shapes: list[Shape] = [*travel_shapes(2, 180), *handle_shapes(0, 0), *refusal_shapes("No", 180, 56)]
    for state in STATES:
        for status in STATUSES:
            for flag in FLAGS:
                shapes += card_shapes(replace(PLAIN_CARD, status=status, flag=flag), 180, 56, "full", state)
    for token in tokens_of(shapes):
        assert colors.ink(token).hex.startswith("#")


def tokens_of(shapes: list[Shape]) -> set[str]:
    found = set()
    for shape in shapes:
        found |= {shape.color} if isinstance(shape, Text) else set()
        found |= {shape.fill, shape.stroke} if isinstance(shape, Rectangle | Path) else set()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_marks_differ_without_colour(kind: str) -> None:
    def grey(name: str) -> list[tuple[object, ...]]:
        return [
            (
                type(shape),
                shape.text if isinstance(shape, Text) else extent(shape),
                getattr(shape, "dash", ()),
                getattr(shape, "data", ""),
            )
            for shape in mark_shapes(Mark(name), 0, 0, 18)
            if not isinstance(shape, Group)
        ]

    assert all(grey(kind) != grey(other) for other in KINDS if other != kind)


@pytest.mark.parametrize("side", [14, 16, 18, 22])
@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_as_large_as_they_should_be(kind: str, side: float) -> None:
    shapes = mark_shapes(Mark(kind, "12"), 50, 50, side, "")
    body = extent(shapes[0])  # type: ignore[arg-type]
    assert side * 0.85 <= body.width <= side * 1.35
    assert abs(body.center[0] - 50) < 1


def test_counts_replace_the_letter() -> None:
    assert counted("major", 1) == Mark("major")
    assert counted("major", 3) == Mark("major", "3")
    assert counted("major", 12) == Mark("major", "9+")


@pytest.mark.parametrize("flag", FLAGS[1:])
def test_flags_are_twenty_by_sixteen(flag: str) -> None:
    body = flag_shapes(flag, 0, 0)[0]
    assert isinstance(body, Rectangle)
    assert (body.width, body.height) == (20, 16)


@given(charts(min_boxes=1), st.sampled_from(["full", "initials", "none"]))
def test_every_box_of_any_chart_gets_a_card(chart: Chart, names: Names) -> None:
    for box in chart.boxes.values():
        done = card(chart, box.id, {}, WORDS, names=names)
        assert done.name
        assert done.total >= done.heads or not done.is_lead
        assert card_shapes(done, *card_size(box))


def test_people_are_counted_in_words() -> None:
    assert [people_count(heads) for heads in (1, 2, 2.5)] == ["1 person", "2 people", "2.5 people"]
