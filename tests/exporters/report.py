from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Report:
    findings: tuple
    questions: tuple


@dataclass(frozen=True)
class Finding:
    rule: str
    name: str
    title: str
    kind: str
    severity: str
    theme: str
    quiet: bool
    state: str
    boxes: Any
    message: str
    because: Any
    why: str
    fine_when: str
    sources: Any
    disputed_by: Any
    remedies: Any
    lowered_by: Any
