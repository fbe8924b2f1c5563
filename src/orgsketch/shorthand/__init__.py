"""The one-line notation of a chart: `CEO[Marketing[PMM Marcom] Product[PM]] // PMM informs PM @ size=small`.

    chart     = boxes [ "//" relation { ";" relation } ] [ "@" key "=" value { " " key "=" value } ]
    boxes     = box { " " box }
    box       = [ '"' any title '":' ] name [ digits ] [ "{" attributes "}" ] [ "[" boxes "]" ]
    attributes = attribute { "," attribute }
    attribute = key [ "=" value { "+" value } ]
    relation  = box name " " verb " " box name

The names, keys and activities are a pack's (`Vocabulary`); the verbs are the kinds of line.
"""

from __future__ import annotations

from orgsketch.shorthand.reader import read
from orgsketch.shorthand.writer import write

__all__ = ["read", "write"]
