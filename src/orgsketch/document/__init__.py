"""An open chart: what it says now, how it came to be so, what the rules find in it."""

from orgsketch.document.disk import digest_of, sentence
from orgsketch.document.document import Document, blank
from orgsketch.document.evaluation import Engine, Evaluation, Preview, engine_for

__all__ = ["Document", "Engine", "Evaluation", "Preview", "blank", "digest_of", "engine_for", "sentence"]
