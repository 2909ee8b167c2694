"""How many examples a property test tries."""

from __future__ import annotations

from hypothesis import settings


def at_most(count: int) -> int:
    """`count`, or fewer where the profile asks for fewer."""
    return min(count, settings().max_examples)
