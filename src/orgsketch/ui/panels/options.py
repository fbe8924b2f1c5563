"""What can be chosen as a function, an activity, a box: the vocabulary as options of fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from orgsketch.document import Document
from orgsketch.ui.spoken import box_look, box_title, function_look
from orgsketch.ui.widgets.chiplist import Option

JOINED = "circles"  # the icon of two functions in one role


def functions(document: Document) -> list[Option]:
    """The functions of the packs in use."""
    book = document.book
    known = book.vocabulary.functions.values() if book else ()
    return [Option(entry.id, entry.title, *function_look(book, entry.id)) for entry in known]


def roles(document: Document) -> list[Option]:
    """The functions, and after its last one every role that joins several ("a+b")."""
    single = functions(document)
    names = document.book.vocabulary.names.values() if document.book else ()
    for name in names:
        if len(name.functions) > 1:
            place = next(
                (n for n, option in enumerate(single) if option.value == name.functions[-1]), len(single) - 1
            )
            look = function_look(document.book, name.functions[0])
            single.insert(
                place + 1, Option("+".join(name.functions), name.title or name.name, JOINED, look[1])
            )
    return single


def activities(document: Document) -> list[Option]:
    """The activities of the packs in use, by name."""
    book = document.book
    known = book.vocabulary.activities.values() if book else ()
    return sorted(
        (Option(entry.id, entry.title) for entry in known), key=lambda option: option.text.casefold()
    )


def people(document: Document) -> list[Option]:
    """The people on the chart, by name."""
    named = (Option(person.id, person.name) for person in document.chart.people.values())
    return sorted(named, key=lambda option: option.text.casefold())


def products(document: Document) -> list[Option]:
    """The products named anywhere on the chart."""
    named = {product for box in document.chart.boxes.values() for product in box.products}
    return [Option(product, product) for product in sorted(named, key=str.casefold)]


def boxes(document: Document) -> list[Option]:
    """Every box, by title; boxes of one title with their manager."""
    chart, book = document.chart, document.book
    titles = {box: box_title(chart, box, book) for box in chart.boxes}
    taken: dict[str, int] = {}
    for title in titles.values():
        taken[title] = taken.get(title, 0) + 1
    made = []
    for box, title in titles.items():
        manager = chart.boxes[box].reports_to
        clear = f"{title} ({titles[manager]})" if taken[title] > 1 and manager else title
        made.append(Option(box, clear, *box_look(chart, box, book)))
    return sorted(made, key=lambda option: option.text.casefold())


def for_question(document: Document, fact: str, choices: Sequence[Any], about: str | None) -> list[Option]:
    """What may be answered to a question."""
    if choices:
        return [Option(choice.value, choice.text) for choice in choices]
    if fact == "box.functions":
        return functions(document)
    if fact == "box.responsibilities":
        return activities(document)
    if fact == "box.reports_to":
        return [option for option in boxes(document) if option.value != about]
    return []
