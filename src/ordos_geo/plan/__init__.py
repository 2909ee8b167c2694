"""Policy text -> chapters, measures, units; where quotes and sentences stand in a measure."""

from ordos_geo.plan.document import plan_document
from ordos_geo.plan.parsing import MAX_CHARACTERS, parse_plan, read_plan
from ordos_geo.plan.quotes import locate_quote, split_sentences

__all__ = [
    "MAX_CHARACTERS",
    "locate_quote",
    "parse_plan",
    "plan_document",
    "read_plan",
    "split_sentences",
]
