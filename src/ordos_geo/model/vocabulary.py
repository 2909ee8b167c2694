"""Code lists: data/vocab/NAME.csv, one term a line, in display order.

Columns: code, label_zh, label_en, description, group, symbol. `code` is what the registers
hold, the labels are what people read, `group` gathers codes for coarse filters (a code of
another list, or empty), `symbol` names a drawing style in `cartography.style` (or is empty).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ordos_geo.errors import Fault, FaultKind, VocabularyError
from ordos_geo.model.reporting import Milestone, ReportState, Role, RoundState, Status

COLUMNS = ("code", "label_zh", "label_en", "description", "group", "symbol")
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
    "report_state": tuple(ReportState),
    "milestone": tuple(Milestone),
    "light": tuple(Status),
    "role": tuple(Role),
    "round_state": tuple(RoundState),
}
"""Code lists that must exist, and codes in them that stand in the program."""


@dataclass(frozen=True, slots=True)
class Term:
    """One code and its words."""

    code: str
    label_zh: str
    label_en: str
    description: str
    group: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An ordered code list. `name` is the file's stem."""

    name: str
    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    def __getitem__(self, code: str) -> Term:
        """The term with that code; KeyError where there is none."""
        for term in self.terms:
            if term.code == code:
                return term
        raise KeyError(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in display order."""
        return tuple(term.code for term in self.terms)

    def label(self, code: str) -> str:
        """The Chinese label of a code; KeyError where the code is unknown."""
        return self[code].label_zh


def load_vocabulary(path: Path, *, relative_to: Path | None = None) -> Vocabulary:
    """Read one code list.

    Raises VocabularyError with every fault: file that is missing or no table, missing or repeated
    column, empty cell, repeated code.
    """
    name = str(path.relative_to(relative_to)) if relative_to else path.name
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            header, *rows = list(csv.reader(handle, strict=True)) or [[]]
    except FileNotFoundError as error:
        fix = {"fix_en": "restore it from version control", "fix_zh": "请从版本库恢复"}
        raise VocabularyError([Fault(FaultKind.FILE_MISSING, name, details=fix)]) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        # the whole text of an OSError would name the machine's folders
        reason = getattr(error, "strerror", None) or str(error)
        details = {"format": "CSV", "reason": reason}
        raise VocabularyError([Fault(FaultKind.FILE_UNREADABLE, name, details=details)]) from error

    columns = ", ".join(COLUMNS)
    faults = [
        Fault(FaultKind.COLUMN_MISSING, name, 1, {"column": column, "columns": columns})
        for column in COLUMNS
        if column not in header
    ]
    faults += [
        Fault(FaultKind.COLUMN_REPEATED, name, 1, {"column": column})
        for column in COLUMNS
        if header.count(column) > 1
    ]
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            reason = f"line {line}: {len(row)} cells, the header has {len(header)}"
            details = {"format": "CSV", "reason": reason}
            faults.append(Fault(FaultKind.FILE_UNREADABLE, name, line, details))
    if faults:
        raise VocabularyError(faults)
    seen: set[str] = set()
    terms = []
    for line, row in enumerate(rows, start=2):
        values = {column: row[header.index(column)].strip() for column in COLUMNS}
        faults += [
            Fault(FaultKind.VALUE_MISSING, name, line, {"column": column})
            for column in _REQUIRED
            if not values[column]
        ]
        if values["code"] in seen:
            faults.append(Fault(FaultKind.ID_DUPLICATE, name, line, {"value": values["code"]}))
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
        fix = {
            "fix_en": "restore the code lists from version control",
            "fix_zh": "请从版本库恢复代码表",
        }
        raise VocabularyError([Fault(FaultKind.FILE_MISSING, name, details=fix)])
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
            fix = {"fix_en": "restore it from version control", "fix_zh": "请从版本库恢复"}
            faults.append(Fault(FaultKind.FILE_MISSING, file, details=fix))
            continue
        faults += [
            Fault(FaultKind.CODE_MISSING, file, details={"value": code})
            for code in codes
            if code not in vocabularies[name]
        ]
    if faults:
        return faults
    groups = vocabularies[_GROUPS]
    return [
        Fault(
            FaultKind.CODE_UNKNOWN,
            f"{folder}/{name}.csv",
            line,
            {
                "column": "group",
                "value": term.group,
                "vocabulary": f"{folder}/{_GROUPS}.csv",
                "codes": ", ".join(groups.codes),
            },
        )
        for name, vocabulary in vocabularies.items()
        for line, term in enumerate(vocabulary, start=2)
        if term.group and term.group not in groups
    ]
