"""Part 4 of the catalogue: the table of the voices on the seven forms, read a second time."""

from __future__ import annotations

from collections.abc import Mapping

FORMS = "abcdefg"

# With nothing declared: + for, - against, ? depends, . silent.
PRINTED = {
    "adam_kalsey": "???...?",
    "jennifer": "+--.-.-",
    "comment_1_001": "+?--...",
    "comment_2_001": "-??....",
    "author_002": "?.....?",
    "saeed": "++-.--.",
    "derrick_workman": "++-.-..",
    "darayush_mitry": "++-.-.-",
    "unsigned_003_flexibility": "++-.-..",
    "unsigned_003_pnl": "??-.-..",
    "david_daniels": "-??-...",
    "jim_anderson": "++-.-+-",
    "reply_4_003": "++-.-?-",
    "reply_5_003": "++-.--.",
    "michael_shrivathsan": "..-.-+-",
    "author_004": "??-.--.",
}


def stances(voice: str, facts: Mapping[str, str]) -> str:
    """Where a voice stands on the forms a to g under these facts."""
    stands = dict(zip(FORMS, PRINTED[voice], strict=True))
    stands.update(_declared(voice, facts))
    return "".join(stands[form] for form in FORMS)


def _declared(voice: str, facts: Mapping[str, str]) -> dict[str, str]:
    """The last column: what a declared condition makes of the row."""

    def where(forms: str, fact: str, yes: str, no: str) -> dict[str, str]:
        stance = {"yes": yes, "no": no}.get(facts.get(fact, ""))
        return dict.fromkeys(forms, stance) if stance else {}

    match voice:
        case "adam_kalsey":
            by_problem = {"inbound": "-+++", "outbound": "+---", "none": "....", "tie": "????"}
            stance = by_problem.get(facts.get("worse_problem", ""))
            return dict(zip("abcg", stance, strict=True)) if stance else {}
        case "comment_1_001":
            return where("b", "leader.attuned", "+", "-")
        case "comment_2_001":
            return where("bc", "chart.drives_marketers", "+", "-")
        case "author_002":
            return _author_002(facts)
        case "saeed":
            return {"f": "."} if facts.get("company.size") == "small" else {}
        case "unsigned_003_pnl":
            return where("ab", "leader.pnl", "+", ".")
        case "david_daniels":
            return where("bc", "box.big_m", "+", "-")
        case "reply_4_003":
            said = {facts.get("company.dev_process_mature"), facts.get("company.trust_high")}
            return {"f": "-"} if "no" in said else {"f": "+"} if said == {"yes"} else {}
        case "author_004":
            return where("ab", "leader.vision", "+", "-")
    return {}


def _author_002(facts: Mapping[str, str]) -> dict[str, str]:
    dedicated = facts.get("chart.dedicated")
    if facts.get("company.size") == "big":
        return dict.fromkeys(FORMS, ".")
    if dedicated == "yes":
        return dict(zip("abcdefg", "+--.-..", strict=True))
    if dedicated in ("no", "part_time"):  # a hat is not dedicated (D06)
        return dict(zip("abcdefg", "......+", strict=True))
    return {}
