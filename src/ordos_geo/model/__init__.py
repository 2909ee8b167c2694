"""Value types and code lists. Standard library only; everything else may import this."""

from ordos_geo.model.plan import Chapter, DocumentHead, Measure, Plan
from ordos_geo.model.vocabulary import Term, Vocabulary

__all__ = [
    "Chapter",
    "DocumentHead",
    "Measure",
    "Plan",
    "Term",
    "Vocabulary",
]
