"""Charts with a secret wherever a chart may hold one."""

from __future__ import annotations

import re
from typing import Any

from orgsketch.model.chart import Chart
from orgsketch.model.records import Accepted, Answer, Box, Complete, Head, Person, Relation, Tick
from orgsketch.rules.pack import load_book

# Every word of a secret holds this: whatever part of it a format writes is found, and nothing else by chance.
SECRET = re.compile(r"\w*zqxjk\w*", re.IGNORECASE)
WORDS = load_book().vocabulary


def _chart(number: int) -> Chart:
    """An option with a secret wherever a chart may hold one, all of them told differently in every option."""

    def secret(what: str) -> str:
        return f"zqxjk{what}{number} zqxjk{what}"

    judged = {
        question.id.rpartition(".")[2]: Answer(
            "yes" if number % 2 else "no", secret("by"), secret("evidence")
        )
        for question in WORDS.questions.values()
        if question.judgement and question.kind == "yes_no"
    }
    spoken = {
        question.id.rpartition(".")[2]: Answer(secret("text"), secret("by"), secret("evidence"))
        for question in WORDS.questions.values()
        if question.kind == "text"
    }
    own = {"criterion.Works council": Answer(secret("criterion"))}
    unknown = {"question_of_another_pack": Answer(secret("foreign"))}
    answers = {**judged, **spoken, **unknown}
    people = [
        Person(
            f"p_{name}",
            f"Zqxjk{name} Zqxjk{name}sen{number}",
            f"zqxjk{name}@zqxjk.example",
            f"zqxjk-{number}",
        )
        for name in ("ana", "ken", "lea")
    ]
    more: dict[str, Any] = {
        "answers": answers,
        "notes": secret("notes"),
        "external_id": f"zqxjk{number}",
        "fields": {"Site": secret("field")},
    }
    boxes = [
        Box("b_ceo", "Chief executive", ("general_management",), None, "a0", ("p_ana",), **more),
        Box("b_product", "Product", ("product",), "b_ceo", "a1", ("p_ken",), **more),
        Box("b_marketing", "Marketing", ("marketing",), "b_ceo", "a2", **more),
        Box("b_pm", "PM", ("product_management",), "b_product", "a1", ("p_ken", "p_lea"), **more),
        Box(
            "b_pmm",
            "PMM",
            ("product_marketing",),
            ("b_marketing", "b_product", "b_pm")[number % 3],
            "a2",
            ("p_lea",),
            **more,
        ),
        Box(f"b_new{number}", f"New {number}", ("other",), "b_product", "a3", ("p_ana",), **more),
    ]
    lines = [Relation("r_dotted", "dotted", "b_pmm", "b_product", "", answers)]
    accepted = [Accepted(f"a_{number}", "MKT105", "b_marketing", secret("by"), secret("reason"))]
    ticks = [Tick(f"t_{number}", "some-item", "b_pmm", secret("by"), secret("reason"))]
    head = Head(
        f"c_{number}",
        f"Option {number}",
        packs=("product-marketing", "spans-and-layers"),
        complete=Complete(True, True),
        answers={**answers, **own},
        notes=secret("notes"),
    )
    return Chart.of(head, people=people, boxes=boxes, relations=lines, accepted=accepted, ticks=ticks)


CHARTS = [_chart(number) for number in range(3)]
