"""Short random ids: a prefix and eight Crockford base32 characters."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Container

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
CHART, PERSON, BOX, RELATION, ACCEPTED, TICK, CONFLICT = "c_", "p_", "b_", "r_", "a_", "t_", "x_"


def new_id(prefix: str, taken: Container[str] = ()) -> str:
    """A fresh id that is not in `taken`."""
    while True:
        fresh = prefix + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if fresh not in taken:
            return fresh


def hashed_id(prefix: str, *parts: str) -> str:
    """The id that always stands for these parts, for charts made from text."""
    number = int.from_bytes(hashlib.sha256("\x00".join(parts).encode()).digest()[:8])
    return prefix + "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))
