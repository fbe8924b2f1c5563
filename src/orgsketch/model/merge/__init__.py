"""Three-way merge: what two people made of one chart, put together.

A record is merged field by field. Where only one side changed a thing, that change stands; where both did,
ours stands and a conflict says so. Whoever is needed stays: a box one side removed is kept when the other
changed it, placed somebody under it or drew a line to it. Reporting loops are looked for on the final map of
managers, for two moves that are sound alone can make one together (Kleppmann et al. 2021 show the failures);
the moves of theirs that take part are taken back. Fields after diff3, conflict kinds after Lindholm's
"A three-way merge for XML documents" (2004).
"""

from __future__ import annotations

from orgsketch.model.merge.merging import Merge, Versions, merge, merge_versions
from orgsketch.model.merge.options import common, common_source, merge_options

__all__ = ["Merge", "Versions", "common", "common_source", "merge", "merge_options", "merge_versions"]
