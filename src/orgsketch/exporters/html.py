"""One page that works anywhere, offline: the chart to pan, zoom, fold and search, and all that was found.

Everything is in the file and a content security policy forbids the rest; without scripts the page is whole,
only still. The outline is the chart for those who cannot see it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from orgsketch.drawing.declared import context_line
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY, footer_notes
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.htmlchart import palette
from orgsketch.exporters.htmlpanel import Version
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import size_in_words
from orgsketch.exporters.svg import escaped
from orgsketch.resources import _, resource

SCRIPTS = ("parts.js", "chart.js", "page.js")


def write(material: Material) -> bytes:
    """The page of a chart; with a baseline it shows before and after."""
    style, script = _style(material), _script()
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    )
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Orgsketch">',
            f"<title>{escaped(material.title)}</title>\n<style>{style}</style>\n</head>\n<body>",
            *_body(material),
            f"<script>{script}</script>\n</body>\n</html>\n",
        ]
    ).encode("utf-8")


def _style(material: Material) -> str:
    """Light pages turn dark on screens that ask for it, but not on paper; any other theme was asked for."""
    theme = material.theme
    colors = f":root {{ color-scheme: {'dark' if theme.name == 'dark' else 'light'}; {palette(theme)} }}\n"
    if theme.name == "light":
        dark = f":root {{ color-scheme: dark; {palette(Theme('dark'))} }}"
        colors += f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"
    return colors + resource("viewer", "viewer.css").read_text("utf-8")


def _script() -> str:
    told = "\n".join(resource("viewer", name).read_text("utf-8") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{told}}})();\n'


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _body(material: Material) -> Iterator[str]:
    yield f'<a class="skip" href="#findings-after">{_("To the findings")}</a>'
    yield f'<a class="skip" href="#outline-after">{_("To the outline")}</a>'
    versions = {"before": material.baseline, "after": material} if material.baseline else {"after": material}
    for name, version in versions.items():
        yield from _header(version or material, name)
    yield from _tools(material.baseline is not None)
    yield "<main>"
    if material.baseline:
        yield from Version(material.baseline, "before", material).html()
    yield from Version(material, "after", material.baseline).html()
    yield "</main>"
    yield f"<footer><span>{escaped(NO_ABSOLUTE)} – {escaped(NO_ABSOLUTE_BY)}</span>"
    for name, version in versions.items():
        yield f"<span{_of(name)}>{escaped(_notes(version or material))}</span>"
    yield "</footer>"


def _notes(material: Material) -> str:
    return footer_notes(material.chart, material.report, material.options, len(material.layout.bench))


def _of(version: str) -> str:
    """The attributes of what belongs to one version; the one before is hidden at first."""
    return f' data-of-version="{version}"{" hidden" if version == "before" else ""}'


def _header(material: Material, version: str) -> Iterator[str]:
    yield f"<header{_of(version)}>"
    if material.options.mark:
        yield f'<span class="mark">{escaped(material.options.mark)}</span>'
    yield f"<h1>{escaped(material.title)}</h1>"
    yield f'<details class="small-closed" open><summary>{_("About this chart")}</summary>'
    context = context_line(material.chart, material.book.vocabulary)
    if context:
        yield f'<p class="context">{escaped(context)}</p>'
    for name, text in material.rationale:
        about = f"<b>{escaped(name)}</b> " if name else ""
        yield f'<p class="context">{about}{escaped(text)}</p>'
    yield f'<p class="about">{escaped(size_in_words(material.chart))}</p></details>\n</header>'


def _tools(has_versions: bool) -> Iterator[str]:
    """Everything that needs the script; hidden until it runs."""
    yield f'<div class="tools" role="toolbar" aria-label="{_("Chart")}" data-needs-js hidden>'
    yield f'<label for="search">{_("Find")}</label>'
    yield f'<input type="search" id="search" placeholder="{_("Title or name")}" autocomplete="off">'
    yield '<output id="hits" for="search" aria-hidden="true"></output>'
    yield '<span id="said" class="unseen" role="status"></span><span class="grow"></span>'
    if has_versions:
        yield f'<fieldset class="switch"><legend>{_("Version")}</legend>'
        for name, label in (("before", _("Before")), ("after", _("After"))):
            checked = " checked" if name == "after" else ""
            yield f'<input type="radio" name="version" id="v-{name}" value="{name}"{checked}>'
            yield f'<label for="v-{name}">{label}</label>'
        yield "</fieldset>"
    buttons = {
        "fold-all": _("Fold all"),
        "unfold-all": _("Unfold all"),
        "zoom-out": "−",
        "fit": _("Fit"),
        "zoom-in": "+",
    }
    words = {"zoom-out": _("Zoom out"), "zoom-in": _("Zoom in"), "fit": _("Fit the chart in")}
    for key, label in buttons.items():
        yield f'<button type="button" id="{key}" aria-label="{words.get(key, label)}">{label}</button>'
    yield "</div>"
