"""How benchmarks measure and report."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter

RESULTS: list[tuple[str, float]] = []


def best(
    name: str,
    function: Callable[[], object],
    seconds: float = 0.5,
    clock: Callable[[], float] = perf_counter,
) -> float:
    """Milliseconds of the fastest of some calls (at least three), noted for the report of `make bench`.

    With `process_time` as clock, what other programs take meanwhile does not count.
    """
    fastest, spent, calls = float("inf"), 0.0, 0
    gc.collect()
    while spent < seconds or calls < 3:
        start = clock()
        function()
        took = clock() - start
        fastest, spent, calls = min(fastest, took), spent + took, calls + 1
    RESULTS.append((name, fastest * 1000))
    return fastest * 1000
