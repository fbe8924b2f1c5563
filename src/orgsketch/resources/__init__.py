"""What the program ships with and remembers: packaged files, settings, sentences."""

from __future__ import annotations

from orgsketch.resources.sentences import N_, _, plural
from orgsketch.resources.shipped import resource, samples

__all__ = ["N_", "_", "plural", "resource", "samples"]
