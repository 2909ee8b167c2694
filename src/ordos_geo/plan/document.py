"""The plan as plain data for JSON. Field names are a contract with users of the command line."""

from __future__ import annotations

from ordos_geo.model import Plan


def plan_document(plan: Plan) -> dict[str, object]:
    """`plan` as dicts, lists, strings and integers.

    document{number, title, date, issuer}, chapters[{no, title, measures[{id, no, title, text,
    units[]}], text, units[]}]. `date` is ISO 8601, or null where the text has none. A chapter that
    has no sections (保障措施) has no measures: its words are the chapter's own `text`, which is
    empty for the others.
    """
    head = plan.head
    own = {measure.chapter_no: measure for measure in plan.measures if measure.no == 0}
    return {
        "document": {
            "number": head.number,
            "title": head.title,
            "date": head.date.isoformat() if head.date else None,
            "issuer": head.issuer,
        },
        "chapters": [
            {
                "no": chapter.no,
                "title": chapter.title,
                "measures": [
                    {
                        "id": measure.id,
                        "no": measure.no,
                        "title": measure.title,
                        "text": measure.text,
                        "units": list(measure.units),
                    }
                    for measure in chapter.measures
                    if measure.no
                ],
                "text": own[chapter.no].text if chapter.no in own else chapter.intro,
                "units": list(own[chapter.no].units) if chapter.no in own else [],
            }
            for chapter in plan.chapters
        ],
    }
