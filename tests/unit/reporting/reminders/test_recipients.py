"""Staff keep the addresses; what is wrong in the table is said with its line."""

from __future__ import annotations

import pytest

from ordos_geo.errors import FileFault, ReportingError, TableFault
from ordos_geo.reporting.reminders.recipients import RECIPIENTS, load_recipients

HEADER = "unit_id,email,note\n"


def load(folder, text):
    path = folder / "recipients.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    return load_recipients(path, {"bureau", "dongsheng"}, relative_to=folder)


def faults(folder, text):
    with pytest.raises(ReportingError) as error:
        load(folder, text)
    return [(fault.kind, fault.row) for fault in error.value.faults]


def test_a_unit_may_have_several_addresses(tmp_path):
    text = "bureau,a@ordos.example,王\nbureau,b@ordos.example,\ndongsheng,c@d,\n"
    assert load(tmp_path, text) == {
        "bureau": ("a@ordos.example", "b@ordos.example"),
        "dongsheng": ("c@d",),
    }


def test_empty_table_names_nobody(tmp_path):
    assert load(tmp_path, "") == {}


def test_every_fault_is_said_with_its_line(tmp_path):
    text = "bureau,no address,\nbureau,a@b,\nbureau,a@b,\nnobody,a@b,\n"
    found = faults(tmp_path, text)
    assert (TableFault.VALUE_INVALID, 2) in found
    assert (TableFault.ID_DUPLICATE, 4) in found
    assert (TableFault.ID_UNKNOWN, 5) in found


def test_missing_file_is_a_fault(tmp_path):
    with pytest.raises(ReportingError) as error:
        load_recipients(tmp_path / "recipients.csv", (), relative_to=tmp_path)
    assert error.value.faults[0].kind is FileFault.MISSING


def test_shipped_table_can_be_read_and_holds_no_address(project_root, dataset):
    units = dataset.register.units.index
    path = project_root / RECIPIENTS
    assert load_recipients(path, set(units), relative_to=project_root) == {}
