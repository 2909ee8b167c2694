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
