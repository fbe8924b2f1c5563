"""Python's garbage collector put aside while many records are made, by any number of threads at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_users = 0
_was_on = False


@contextmanager
def no_collection() -> Iterator[None]:
    """No automatic collection until the last of those who asked for it is done.

    It makes reading faster, and a worker may not collect at all: widgets would be deleted in its thread.
    """
    global _users, _was_on
    with _lock:
        if not _users:
            _was_on = gc.isenabled()
            gc.disable()
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users and _was_on:
                gc.enable()
