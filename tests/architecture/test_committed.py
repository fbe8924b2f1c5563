"""Nothing in the repository speaks of the machine it was written on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = re.compile(
    r"/(?:work|root|home/\w+|Users/\w+|tmp/\w+|opt/\w+)/|/tmp/bash"  # folders of one machine
    r"|[A-Za-z]:\\\\?Users\\"
    r"|files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs"  # hosts of packages
    r"|--(?:extra-)?index-url\s+\S*//|--find-links[ =]\S"
    r"|/\.library\b"
)
THIS = Path(__file__).resolve()


def test_no_committed_file_names_a_machine_or_a_package_host() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    found = []
    for path in (ROOT / name for name in listed.split("\0") if name):
        if path == THIS or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in FOREIGN.finditer(text)]
    assert found == []
