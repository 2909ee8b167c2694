"""data/vocab -> code lists, checked against what the program relies on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ordos_geo.errors import Fault, TableFault, VocabularyError, missing_file
from ordos_geo.model.reporting import Milestone, ReportState, Role, RoundState, Status
from ordos_geo.model.vocabulary import COLUMNS, Term, Vocabulary
from ordos_geo.tables.csv_file import line_of, read_rows

_REQUIRED = ("code", "label_zh", "label_en", "description")
_GROUPS = "project_group"
_RELIED_ON: Mapping[str, tuple[str, ...]] = {
    _GROUPS: (),
    "feature_kind": ("link", "project", "park", "positioning"),
    "precision": ("schematic", "region"),
    "reading": ("stated", "expanded", "inferred"),
    "project_type": (),
    "theme": (),
    "sector": (),
    "stage": (),
    "unknown": (
        "tasks_without_date",
        "tasks_without_amount",
        "tasks_without_place",
        "tasks_without_lead",
        "features_without_stage",
        "features_only_schematic",
        "links_with_ends_supplied",
    ),
    "report_state": tuple(ReportState),
    "milestone": tuple(Milestone),
    "light": tuple(Status),
    "role": tuple(Role),
    "round_state": tuple(RoundState),
}
"""Code lists that must exist, and codes in them that stand in the program."""


def load_vocabulary(path: Path, *, relative_to: Path | None = None) -> Vocabulary:
    """Read one code list.

    Raises VocabularyError with every fault: file that is missing or no table, missing, unknown or
    repeated column, empty cell, repeated code.
    """
    name = str(path.relative_to(relative_to)) if relative_to else path.name
    table, faults = read_rows(path, COLUMNS, name)
    if faults:
        raise VocabularyError(faults)
    seen: set[str] = set()
    terms = []
    for index, row in enumerate(table.rows):
        line, values = line_of(index), dict(zip(table.header, row, strict=True))
        faults += [
            Fault(TableFault.VALUE_MISSING, name, line, {"column": column})
            for column in _REQUIRED
            if not values[column]
        ]
        if values["code"] in seen:
            faults.append(Fault(TableFault.ID_DUPLICATE, name, line, {"value": values["code"]}))
        seen.add(values["code"])
        terms.append(Term(**values))
    if faults:
        raise VocabularyError(faults)
    return Vocabulary(path.stem, tuple(terms))


def load_vocabularies(
    directory: Path, *, relative_to: Path | None = None
) -> Mapping[str, Vocabulary]:
    """All code lists of a folder, by name.

    Raises VocabularyError with the faults of all files, also where a list or code that the program
    relies on is missing and where a `group` is not a code of project_group.csv.
    """
    root = relative_to or directory.parent
    vocabularies: dict[str, Vocabulary] = {}
    faults: list[Fault] = []
    paths = sorted(directory.glob("*.csv"))
    if not paths:
        name = str(directory.relative_to(root))
        fault = missing_file(
            name,
            fix_en="restore the code lists from version control",
            fix_zh="请从版本库恢复代码表",
        )
        raise VocabularyError([fault])
    for path in paths:
        try:
            vocabularies[path.stem] = load_vocabulary(path, relative_to=root)
        except VocabularyError as error:
            faults += error.faults
    if not faults:
        faults = _joint_faults(vocabularies, str(directory.relative_to(root)))
    if faults:
        raise VocabularyError(faults)
    return vocabularies


def _joint_faults(vocabularies: Mapping[str, Vocabulary], folder: str) -> list[Fault]:
    """What is missing that the program relies on, and groups that do not exist."""
    faults = []
    for name, codes in _RELIED_ON.items():
        file = f"{folder}/{name}.csv"
        if name not in vocabularies:
            faults.append(missing_file(file))
            continue
        faults += [
            Fault(TableFault.CODE_MISSING, file, details={"value": code})
            for code in codes
            if code not in vocabularies[name]
        ]
    if faults:
        return faults
    groups = vocabularies[_GROUPS]
    return [
        Fault(
            TableFault.CODE_UNKNOWN,
            f"{folder}/{name}.csv",
            line_of(index),
            {
                "column": "group",
                "value": term.group,
                "vocabulary": f"{folder}/{_GROUPS}.csv",
                "codes": ", ".join(groups.codes),
            },
        )
        for name, vocabulary in vocabularies.items()
        for index, term in enumerate(vocabulary)
        if term.group and term.group not in groups
    ]
