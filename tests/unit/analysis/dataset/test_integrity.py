"""Faults between the parts: each one seeded into the real data and found with file and line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import LineString

from ordos_geo.analysis import integrity_faults
from ordos_geo.geodata.data import Frames


def faults_after(dataset, table, change):
    """English faults after `change` was applied to a copy of one register table."""
    frame = dataset.register.table(table).copy()
    frame = change(frame)
    register = replace(dataset.register, **{table: frame})
    faults = integrity_faults(dataset.plan, dataset.geodata, register)
    return [fault.english() for fault in faults]


def with_cell(row, column, value):
    """A change that sets one cell."""

    def change(frame):
        frame.loc[row, column] = value
        return frame

    return change


def with_geometry(dataset, project_id, geometry):
    """Geodata in which one project is drawn differently."""
    geodata = dataset.geodata
    projects = geodata.project_geometries
    projects.loc[[project_id], "geometry"] = geometry
    return replace(geodata, tables=Frames({**geodata.tables, "projects": projects}))


@pytest.mark.parametrize("measure_id", ["1-1", "0-0"])
def test_words_left_out_must_stand_where_they_are_said_to(dataset, measure_id):
    faults = faults_after(
        dataset,
        "uncovered",
        lambda frame: frame.assign(measure_id=measure_id, quote="方案里没有的话"),
    )
    assert len(faults) == 1
    assert faults[0].startswith("data/register/uncovered.csv:2: the quote")


def test_record_may_not_quote_the_preamble(dataset):
    quote = dataset.plan.head.preamble[:8]
    change = with_cell("task-1-1-01", ["measure_id", "quote"], ["0-0", quote])
    (fault,) = faults_after(dataset, "tasks", change)
    assert "'0-0' is not a measure of the plan" in fault


def test_mutual_link_beside_a_directed_one_with_the_same_words_is_a_fault(dataset):
    link = dataset.register.links.query("directed").iloc[0]
    copy = link.copy()
    copy["origin_id"], copy["destination_id"] = link["destination_id"], link["origin_id"]
    copy["directed"] = False

    def change(frame):
        frame.loc["zz-again"] = copy
        return frame

    (fault,) = faults_after(dataset, "links", change)
    assert f"'zz-again': says the same as '{link.name}'" in fault


def test_one_directed_link_each_way_is_no_fault(dataset):
    link = dataset.register.links.query("directed").iloc[0]
    copy = link.copy()
    copy["origin_id"], copy["destination_id"] = link["destination_id"], link["origin_id"]

    def change(frame):
        frame.loc["zz-again"] = copy
        return frame

    assert faults_after(dataset, "links", change) == []


def test_projects_that_stand_for_each_other_are_a_fault(dataset):
    row = dataset.register.projects.query("same_as != ''").iloc[0]
    change = with_cell(row["same_as"], "same_as", row.name)
    faults = faults_after(dataset, "projects", change)
    assert len(faults) == 2
    assert all("same_as leads to" in fault for fault in faults)


def test_corridor_without_members_is_a_fault(dataset):
    faults = faults_after(
        dataset, "corridors", lambda frame: frame.rename(index={"yulin": "yulin-2"})
    )
    assert any("'yulin-2', which is not in geo/corridors/members.csv" in fault for fault in faults)
    assert any("'yulin', which is not in data/register/corridors.csv" in fault for fault in faults)


def test_collective_that_holds_itself_is_a_fault(dataset):
    change = with_cell("dalad-government", "member_ids", "all-banner-governments")
    faults = faults_after(dataset, "units", change)
    assert len(faults) == 2
    assert all("is a member of itself" in fault for fault in faults)


@pytest.mark.parametrize(("end", "offset"), [("start", 0), ("end", 1)])
def test_line_that_ends_far_from_its_places_is_a_fault(dataset, project_root, end, offset):
    project_id = "hanggin-otog-drainage-pipeline"
    coordinates = list(dataset.geodata.project_geometries.geometry[project_id].coords)
    coordinates[-offset] = (120.0, 30.0)
    geodata = with_geometry(dataset, project_id, LineString(coordinates))
    (fault,) = integrity_faults(dataset.plan, geodata, dataset.register)
    text = fault.english()
    assert f"the {end} / " in text
    lines = (project_root / fault.file).read_text(encoding="utf-8").splitlines()
    assert lines[fault.row - 1].startswith(f"{project_id},{offset + 1},")


def test_line_may_end_anywhere_inside_a_city_it_names(dataset):
    # S27 begins at a motorway junction 39 km from the seat of 呼和浩特, inside that city.
    assert integrity_faults(dataset.plan, dataset.geodata, dataset.register) == []
    change = with_cell("s27-expressway", "place_ids", "dalad;dongsheng")
    (fault,) = faults_after(dataset, "projects", change)
    assert "the start / " in fault
    assert "'s27-expressway'" in fault


def test_line_without_a_place_is_a_fault(dataset):
    (fault,) = faults_after(dataset, "projects", with_cell("s27-expressway", "place_ids", ""))
    assert fault.endswith("'place_ids' is empty; fill it in")


@pytest.mark.parametrize(
    "case",
    [
        ("links", "dongsheng-hanggin-education", "quote", "输出教育资源。", "the quote of"),
        ("links", "dongsheng-hanggin-education", "quote", "", "the quote of"),
        ("tasks", "task-1-1-01", "measure_id", "9-9", "measures are 1-1 to 6-0"),
        ("projects", "axiao-road", "measure_id", "", "'' is not a measure of the plan"),
        ("links", "dongsheng-hanggin-education", "origin_id", "atlantis", "'atlantis', which is"),
        ("links", "dongsheng-hanggin-education", "destination_id", "dongsheng", "the same place"),
        ("positionings", "positioning-dalad", "place_id", "atlantis", "'atlantis', which is not"),
        (
            "projects",
            "axiao-road",
            "place_ids",
            "ejin-horo;tuke-town;xiaohaotu-township;atlantis",
            "'atlantis', which is",
        ),
    ],
)
def test_broken_cell_is_one_fault_of_its_line(dataset, case):
    table, row, column, value, words = case
    line = dataset.register.table(table).index.get_loc(row) + 2
    (fault,) = faults_after(dataset, table, with_cell(row, column, value))
    assert fault.startswith(f"data/register/{table}.csv:{line}: ")
    assert words in fault


def test_quote_that_differs_in_one_character_is_a_fault(dataset):
    quote = dataset.register.tasks.loc["task-1-1-01", "quote"]
    for altered in (quote.replace("，", ",", 1), quote.replace("旗区", "区旗", 1), f"{quote} "):
        assert altered != quote
        (fault,) = faults_after(dataset, "tasks", with_cell("task-1-1-01", "quote", altered))
        assert altered in fault


def test_quote_of_another_measure_is_a_fault(dataset):
    quote = dataset.register.tasks.loc["task-1-1-01", "quote"]
    change = with_cell("task-1-1-01", ["measure_id", "quote"], ["1-2", quote])
    (fault,) = faults_after(dataset, "tasks", change)
    assert "does not occur in measure 1-2" in fault


def test_mention_is_held_against_its_own_measure(dataset):
    (fault,) = faults_after(dataset, "mentions", with_cell(0, "quote", "方案里没有的话"))
    assert fault.startswith(
        "data/register/mentions.csv:2: the quote of 'allergic-rhinitis-project'"
    )


def test_context_without_a_basis_is_a_fault(dataset):
    context = dataset.register.projects.query("measure_id == ''").index[0]
    (fault,) = faults_after(dataset, "projects", with_cell(context, "basis", ""))
    assert fault.endswith("'basis' is empty; fill it in")


def test_row_without_a_clause_that_is_no_context_is_a_fault(dataset):
    context = dataset.register.projects.query("measure_id == ''").index[0]
    (fault,) = faults_after(dataset, "projects", with_cell(context, "context", False))
    assert "'context' is 'false', which is not valid: true" in fault


def test_project_of_the_plan_without_a_stage_is_a_fault(dataset):
    (fault,) = faults_after(dataset, "projects", with_cell("axiao-road", "stage", ""))
    assert fault.endswith("'stage' is empty; fill it in")


def test_what_is_due_is_due_in_words_of_the_quote(dataset):
    (fault,) = faults_after(dataset, "tasks", with_cell("task-5-1-02", "due", "年底"))
    assert "'due' is '年底', which is not valid: words of the quote" in fault


def test_region_of_an_unknown_measure_is_a_fault(dataset):
    change = with_cell("yulin", "whole_measure_ids", "2-2;9-9")
    (fault,) = faults_after(dataset, "corridors", change)
    assert "'9-9' is not a measure of the plan" in fault


def test_project_without_a_geometry_and_geometry_without_a_project_are_faults(dataset):
    faults = faults_after(
        dataset, "projects", lambda frame: frame.rename(index={"axiao-road": "axiao-road-2"})
    )
    assert any("'axiao-road-2', which is not in geo/projects/geometries" in f for f in faults)
    assert any(f.startswith("geo/projects/geometries.csv:") and "'axiao-road'" in f for f in faults)


def test_id_that_two_tables_use_is_a_fault(dataset):
    faults = faults_after(
        dataset, "targets", lambda frame: frame.rename(index={"target-doctors": "task-1-1-01"})
    )
    assert any("id 'task-1-1-01' occurs more than once" in fault for fault in faults)


def test_unit_of_the_plan_that_is_not_registered_is_a_fault_of_the_plan_line(dataset):
    faults = faults_after(
        dataset, "units", lambda frame: frame.drop(index="water-resources-bureau")
    )
    line = dataset.plan.measure("1-4").line
    assert any(
        fault.startswith("data/plan") and f":{line}: '1-4' refers to '市水利局'" in fault
        for fault in faults
    )


def test_faults_of_several_tables_are_listed_together(dataset):
    links, tasks = dataset.register.links.copy(), dataset.register.tasks.copy()
    links.loc[links.index[0], "origin_id"] = "atlantis"
    tasks.loc[tasks.index[0], "quote"] = "方案里没有的话"
    register = replace(dataset.register, links=links, tasks=tasks)
    faults = integrity_faults(dataset.plan, dataset.geodata, register)
    assert sorted(fault.file for fault in faults) == [
        "data/register/links.csv",
        "data/register/tasks.csv",
    ]
