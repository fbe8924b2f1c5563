"""Sibling order as fractional-index strings: there is always room between two keys.

A key is an integer part, whose first letter says its length ('a' one digit, 'b' two, ... 'Z' and
before: smaller than 'a0'), and a fraction. Keys compare as plain ASCII strings, so one drag writes
one key and two people's insertions merge. After "Implementing Fractional Indexing" (D. Greenspan, 2020).
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "a0"
_SMALLEST = "A" + "0" * 26


def is_order(key: str) -> bool:
    """Whether `key` is a well-formed order key ("" counts: it sorts before all others)."""
    if not key:
        return True
    if not (key.isascii() and key.isalnum() and key[0].isalpha()):
        return False
    length = _integer_length(key[0])
    return len(key) >= length and (len(key) == length or key[-1] != "0") and key != _SMALLEST


def between(before: str, after: str) -> str:
    """A key after `before` and before `after`; "" means open at that end.

    Raises ValueError when `before` is not smaller than `after`.
    """
    if before and after and before >= after:
        raise ValueError(f"{before!r} does not sort before {after!r}")
    if not before:
        return _before(after) if after else FIRST
    if not after:
        return _after(before)
    whole, fraction = _split(before)
    end_whole, end_fraction = _split(after)
    if whole == end_whole:
        return whole + _midpoint(fraction, end_fraction)
    step = _increment(whole)
    return step if step and step < after else whole + _midpoint(fraction, "")


def spread(count: int) -> list[str]:
    """`count` keys in order, for boxes that come in as a list."""
    keys: list[str] = []
    last = ""
    for _ in range(count):
        last = between(last, "")
        keys.append(last)
    return keys


def filled(known: list[str]) -> list[str]:
    """The keys with each gap ("") filled by keys between its neighbours."""
    following = ""
    upper: list[str] = []
    for key in reversed(known):
        upper.append(following)
        following = key or following
    keys: list[str] = []
    for key, high in zip(known, reversed(upper), strict=True):
        keys.append(key or between(keys[-1] if keys else "", high))
    return keys


def _before(after: str) -> str:
    whole, fraction = _split(after)
    if whole == _SMALLEST:
        return whole + _midpoint("", fraction)
    if fraction:
        return whole
    return _decrement(whole) or whole + _midpoint("", fraction)


def _after(before: str) -> str:
    whole, fraction = _split(before)
    return _increment(whole) or whole + _midpoint(fraction, "")


def _integer_length(head: str) -> int:
    return ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2


def _split(key: str) -> tuple[str, str]:
    length = _integer_length(key[0])
    return key[:length], key[length:]


def _midpoint(low: str, high: str) -> str:
    """A fraction strictly between two fractions; "" as `high` means one."""
    middle = ""
    while True:
        first = DIGITS.index(low[len(middle)]) if len(middle) < len(low) else 0
        last = DIGITS.index(high[len(middle)]) if high else len(DIGITS)
        if last - first > 1:
            return middle + DIGITS[(first + last + 1) // 2]
        if last > first and len(high) > len(middle) + 1:
            return middle + DIGITS[last]
        if last > first:
            high = ""  # whatever follows this digit of `low` stays below `high`
        middle += DIGITS[first]


def _increment(whole: str) -> str:
    head, digits = whole[0], list(whole[1:])
    for place in reversed(range(len(digits))):
        step = DIGITS.index(digits[place]) + 1
        if step < len(DIGITS):
            digits[place] = DIGITS[step]
            return head + "".join(digits)
        digits[place] = DIGITS[0]
    if head == "z":
        return ""
    if head == "Z":
        return FIRST
    return _resized(chr(ord(head) + 1), digits, DIGITS[0])


def _decrement(whole: str) -> str:
    head, digits = whole[0], list(whole[1:])
    for place in reversed(range(len(digits))):
        step = DIGITS.index(digits[place]) - 1
        if step >= 0:
            digits[place] = DIGITS[step]
            return head + "".join(digits)
        digits[place] = DIGITS[-1]
    if head == "A":
        return ""
    if head == "a":
        return "Z" + DIGITS[-1]
    return _resized(chr(ord(head) - 1), digits, DIGITS[-1])


def _resized(head: str, digits: list[str], fill: str) -> str:
    length = _integer_length(head) - 1
    return head + "".join(digits[:length]) + fill * (length - len(digits))
