"""Value types and code lists. Standard library only; everything else may import this."""

from ordos_geo.model.plan import Chapter, DocumentHead, Measure, Plan
from ordos_geo.model.vocabulary import Term, Vocabulary, load_vocabularies, load_vocabulary

__all__ = [
    "Chapter",
    "DocumentHead",
    "Measure",
    "Plan",
    "Term",
    "Vocabulary",
    "load_vocabularies",
    "load_vocabulary",
]
