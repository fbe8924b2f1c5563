"""Reading files of strangers in a process of its own, with little memory and little time.

A file made to exhaust the machine, or a parser that crashes, then costs one sentence and not the open charts.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from orgsketch.errors import ImporterError, OrgsketchError
from orgsketch.resources import _

Read = TypeVar("Read")

MEMORY = 1 << 30
SECONDS = 30.0


def fenced(read: Callable[..., Read], *args: Any, seconds: float = SECONDS, memory: int = MEMORY) -> Read:
    """`read(*args)`, called in a child process with so many bytes (where the system can) and seconds.

    `read` is a function of a module, what it takes and gives can be pickled. Raises ImporterError with its
    sentence, or with one of ours when it fails in any other way, takes too long or too much.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(there, memory, read, args), daemon=True)
    child.start()
    there.close()
    try:
        result: Read = _answer(here, seconds)
        return result
    finally:
        child.kill()
        child.join()
        child.close()
        here.close()


def _answer(connection: Connection, seconds: float) -> Any:
    """What the child sends. Raises ImporterError when it sends a sentence or nothing."""
    try:
        if not connection.poll(seconds):
            raise ImporterError(
                _("The file took longer than {count:g} seconds to read.").format(count=seconds)
            )
        result, sentence = connection.recv()
    except (EOFError, OSError):
        raise ImporterError(_too_much()) from None
    if sentence:
        raise ImporterError(sentence)
    return result


def _child(connection: Connection, memory: int, read: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """The life of the child: one call, one answer."""
    _limit(memory)
    try:
        answer = (read(*args), "")
    except OrgsketchError as error:
        answer = (None, str(error))
    except MemoryError:
        answer = (None, _too_much())
    except Exception as error:
        answer = (None, _("The file cannot be read: {reason}.").format(reason=type(error).__name__))
    connection.send(answer)
    connection.close()


def _limit(memory: int) -> None:
    """Cap the memory of this process; Windows has no such limit, there the time limit holds alone."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _too_much() -> str:
    return _("The file needs more memory than any chart should; split it into smaller files.")
