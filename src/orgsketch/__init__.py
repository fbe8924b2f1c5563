"""Orgsketch: model a reorganisation and see what it risks, before it is decided."""

__version__ = "0.1.0.dev0"
