"""Who owes reports follows from the plan; what is expected by when from a file of the staff."""

from __future__ import annotations

import pytest

from ordos_geo.analysis.reporting.duties import COLLECTIVE, task_targets, unit_duties, unowed_tasks
from ordos_geo.analysis.reporting.expectations import EXPECTATIONS_FILE, load_expectations
from ordos_geo.errors import OrdosGeoError, ReportingFault, TableFault
from ordos_geo.model.reporting import Duty, Expectation, Month

TASK = "task-1-1-03"
UNIT = "dongsheng-government"


def test_every_task_is_owed_by_its_units_and_never_by_a_collective(dataset):
    duties = unit_duties(dataset)
    assert len(set(duties)) == len(duties)
    kinds = dataset.register.units["kind"]
    expected = {
        Duty(task_id, unit_id)
        for task_id, units in dataset.tasks["units"].items()
        for unit_id in units
        if kinds[unit_id] != COLLECTIVE
    }
    assert set(duties) == expected
    assert COLLECTIVE in set(kinds)
    assert unowed_tasks(dataset) == ()


def test_a_collective_is_owed_by_its_members(dataset):
    governments = {duty.unit_id for duty in unit_duties(dataset) if duty.task_id == "task-1-1-01"}
    assert len([unit for unit in governments if unit.endswith("-government")]) == 9
    assert not any(unit.startswith("all-") for unit in governments)


def test_a_task_that_names_one_government_is_owed_by_it_alone(dataset):
    assert [d.unit_id for d in unit_duties(dataset) if d.task_id == TASK] == [UNIT]


def test_a_task_has_the_targets_that_quote_its_words(dataset):
    found = [(t.target_id, t.comparator, t.value) for t in task_targets(dataset)]
    assert ("target-major-projects", "eq", 2.0) in found
    assert {target_id for target_id, _, _ in found} <= set(dataset.register.targets.index)


@pytest.fixture
def write(tmp_path):
    """Write rows into an expectations file below a project folder, which it returns."""

    def _write(*rows):
        path = tmp_path / EXPECTATIONS_FILE
        path.parent.mkdir(exist_ok=True)
        header = "task_id,unit_id,target_id,month,value,basis"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return tmp_path

    return _write


def test_the_shipped_file_can_be_read(dataset, project_root):
    load_expectations(project_root, dataset)


def test_an_expectation_without_a_unit_holds_for_each_one(dataset, write):
    root = write(f"{TASK},,,2025-06,40,第5次调度会", f"{TASK},{UNIT},,2025-07,60,第5次调度会")
    assert load_expectations(root, dataset) == (
        Expectation(Duty(TASK, UNIT), Month(2025, 6), 40),
        Expectation(Duty(TASK, UNIT), Month(2025, 7), 60),
    )
    everybody = load_expectations(write("task-1-1-01,,,2025-06,40,x"), dataset)
    assert {e.duty for e in everybody} == {
        duty for duty in unit_duties(dataset) if duty.task_id == "task-1-1-01"
    }


def test_an_expectation_may_be_a_figure_of_a_target(dataset, write):
    (found,) = {
        (e.target_id, e.value)
        for e in load_expectations(write("task-1-3-02,,target-major-projects,2025-06,1,x"), dataset)
    }
    assert found == ("target-major-projects", 1.0)


def test_all_that_is_wrong_in_the_file_is_named_at_once(dataset, write):
    root = write(
        f"{TASK},commerce-bureau,,2025-06,40,x",
        f"{TASK},{UNIT},,2025-13,40,x",
        f"{TASK},{UNIT},,2025-14,140,x",
        f"{TASK},{UNIT},target-doctors,2025-06,40,x",
        "task-9,,,2025-06,40,x",
    )
    with pytest.raises(OrdosGeoError) as caught:
        load_expectations(root, dataset)
    assert [(fault.kind, fault.row) for fault in caught.value.faults] == [
        (TableFault.ID_UNKNOWN, 2),
        (ReportingFault.MONTH_INVALID, 3),
        (TableFault.VALUE_INVALID, 4),
        (ReportingFault.MONTH_INVALID, 4),
        (TableFault.ID_UNKNOWN, 5),
        (TableFault.ID_UNKNOWN, 6),
    ]


def test_a_collective_cannot_be_expected_of(dataset, write):
    root = write("task-1-1-01,all-banner-governments,,2025-06,40,x")
    with pytest.raises(OrdosGeoError, match="all-banner-governments"):
        load_expectations(root, dataset)
