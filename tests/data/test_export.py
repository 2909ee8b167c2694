"""Every layer in every format, read back by other libraries; and the plan's names in them."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
import tempfile
import time
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from openpyxl import load_workbook
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.analysis.tables.export import FORMATS, layer_bytes
from ordos_geo.analysis.tables.layers import LAYERS, layer_frame
from ordos_geo.errors import RequestError
from ordos_geo.geodata.measure import area_km2, length_km

WITH_GEOMETRY = [name for name, layer in LAYERS.items() if layer.geometry]
APOSTROPHE = "'"
MEASURES_OF_CSV = re.compile(r"M\d-\d(;M\d-\d)*")
LIKE_A_DATE = re.compile(r"\d{1,4}([-/.]\d{1,2}){1,2}|\d{1,2}月(\d{1,2}日)?")
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
DANGEROUS = [
    "=1+1",
    "+8613900000000",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "＝1",
    '=HYPERLINK("http://x","y")',
]


@pytest.fixture(scope="module")
def frames(dataset):
    return {layer: layer_frame(dataset, layer) for layer in LAYERS}


@pytest.fixture(scope="module")
def empty_frames(dataset):
    return {layer: layer_frame(dataset, layer, []) for layer in LAYERS}


@pytest.fixture(scope="module", params=["links", "tasks"])
def chosen(request, dataset, frames):
    """A layer, some of its ids, and the frame of these, one of which is asked for twice."""
    wanted = list(frames[request.param]["id"][[5, 2, 9]])
    return request.param, wanted, layer_frame(dataset, request.param, [*wanted, wanted[0]])


def unquoted(cell):
    """The text that a cell with a protecting apostrophe, or a measure of a CSV, stands for."""
    if MEASURES_OF_CSV.fullmatch(cell):
        return cell.replace("M", "")
    return cell[1:] if cell[:1] == APOSTROPHE and cell[1:2] in FORMULA_STARTS else cell


def from_wkt(table):
    """A table whose last column is geometry as text, as a frame with geometry."""
    if "wkt" not in table:
        return table
    geometry = shapely.from_wkt(table.pop("wkt"))
    return gpd.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326")


def read_csv(content):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return from_wkt(pd.DataFrame([map(unquoted, row) for row in rows[1:]], columns=rows[0]))


def read_xlsx(content):
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    header, *cells = rows
    table = pd.DataFrame(cells, columns=header)
    text = lambda cell: unquoted(cell) if isinstance(cell, str) else cell  # noqa: E731
    return from_wkt(table.map(text))


def read_geojson(content):
    return pyogrio.read_dataframe(io.BytesIO(content))


def read_gpkg(content):
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(content)
        file.flush()
        return pyogrio.read_dataframe(file.name)


READERS = {"geojson": read_geojson, "gpkg": read_gpkg, "csv": read_csv, "xlsx": read_xlsx}


def as_text(value):
    """A cell as all formats can hold it."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return str(value).lower()
    if isinstance(value, int | float | np.number):
        return f"{value:.12g}"
    return str(value)


def cells(frame):
    table = pd.DataFrame(frame).drop(columns="geometry", errors="ignore")
    return table.map(as_text)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("layer", LAYERS)
def test_layer_reads_back_with_the_same_rows_columns_and_geometry(frames, layer, file_format):
    frame = frames[layer]
    back = READERS[file_format](layer_bytes(frame, file_format, name=layer))
    assert len(frame) > 0
    expected, found = cells(frame), cells(back)
    assert list(found.columns) == list(expected.columns)
    assert found.to_dict("list") == expected.to_dict("list")
    if LAYERS[layer].geometry:
        assert back.crs == "EPSG:4326"
        assert shapely.equals(back.geometry.to_numpy(), frame.geometry.to_numpy()).all()
    elif "geometry" in back:
        assert back.geometry.isna().all()


def test_same_table_gives_the_same_bytes_later(frames):
    def written():
        return {name: layer_bytes(frames["projects"], name, name="projects") for name in FORMATS}

    first = written()
    time.sleep(1.1)  # the formats that hold a time count whole seconds
    assert written() == first


@pytest.mark.parametrize("file_format", FORMATS)
def test_only_the_rows_asked_for_are_written_in_the_order_asked(chosen, file_format):
    layer, wanted, frame = chosen
    back = READERS[file_format](layer_bytes(frame, file_format, name=layer))
    assert list(back["id"]) == wanted


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("layer", LAYERS)
def test_empty_selection_is_a_readable_file_with_the_columns(empty_frames, layer, file_format):
    frame = empty_frames[layer]
    back = READERS[file_format](layer_bytes(frame, file_format, name=layer))
    assert len(back) == 0
    if file_format != "geojson":  # without features it names no columns
        assert list(cells(back).columns) == list(LAYERS[layer].all_columns)


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_csv_begins_as_a_formula(frames, text):
    content = layer_bytes(frames["targets"].assign(note=text), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {row["note"] for row in rows} == {APOSTROPHE + text}


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_xlsx_is_a_formula(frames, text):
    frame = frames["targets"].assign(note=text)
    sheet = load_workbook(io.BytesIO(layer_bytes(frame, "xlsx"))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert sheet.cell(2, frame.columns.get_loc("note") + 1).value[0] == APOSTROPHE


def test_negative_number_stays_a_number(frames):
    frame = frames["targets"].assign(value=-2.5)
    row = next(csv.DictReader(io.StringIO(layer_bytes(frame, "csv").decode("utf-8-sig"))))
    assert row["value"] == "-2.5"
    sheet = load_workbook(io.BytesIO(layer_bytes(frame, "xlsx"))).active
    assert sheet.cell(2, frame.columns.get_loc("value") + 1).value == -2.5


@pytest.mark.parametrize("layer", LAYERS)
def test_no_cell_of_csv_looks_like_a_date(frames, layer):
    rows = csv.reader(io.StringIO(layer_bytes(frames[layer], "csv").decode("utf-8-sig")))
    text = [cell for row in rows for cell in row if not cell.replace(".", "", 1).isdigit()]
    assert not [cell for cell in text if LIKE_A_DATE.fullmatch(cell.strip())]


def test_people_read_the_clause_beside_the_measure_number(frames):
    links = frames["links"].set_index("id")
    assert links.loc["beijing-dalad-health", ["measure_id", "clause"]].tolist() == [
        "3-5",
        "三（五）",
    ]
    for layer in LAYERS:
        assert ("clause" in frames[layer]) == ("measure_id" in frames[layer])


def test_measure_number_is_text_in_xlsx_so_that_it_becomes_no_date(frames):
    content = layer_bytes(frames["measures"], "xlsx")
    cell = load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("1-1", "s", "@")


def test_cell_too_long_for_xlsx_is_a_fault_instead_of_cut_off_text(frames):
    frame = frames["targets"].assign(note="长" * 40_000)
    with pytest.raises(RequestError, match="column 'note' has 40000 characters"):
        layer_bytes(frame, "xlsx")


def test_characters_that_xlsx_cannot_hold_are_left_out(frames):
    frame = frames["targets"].assign(note="a\x00b")
    assert set(read_xlsx(layer_bytes(frame, "xlsx"))["note"]) == {"ab"}


def test_layer_carries_its_name_in_geopackage_and_workbook(frames, tmp_path):
    for layer in ("links", "tasks"):
        path = tmp_path / f"{layer}.gpkg"
        path.write_bytes(layer_bytes(frames[layer], "gpkg", name=layer))
        with sqlite3.connect(path) as database:
            kinds = database.execute("select table_name, data_type from gpkg_contents").fetchall()
        assert kinds == [(layer, "features" if LAYERS[layer].geometry else "attributes")]
        workbook = load_workbook(io.BytesIO(layer_bytes(frames[layer], "xlsx", name=layer)))
        assert workbook.sheetnames == [layer]


def test_workbook_is_a_sound_archive(frames):
    with zipfile.ZipFile(io.BytesIO(layer_bytes(frames["links"], "xlsx"))) as archive:
        assert archive.testzip() is None


def test_unknown_layer_format_and_id_are_named(dataset, frames):
    with pytest.raises(RequestError, match=r"'layer' is 'roads'.*banners, parks"):
        layer_frame(dataset, "roads")
    with pytest.raises(RequestError, match=r"'format' is 'shp'.*geojson, gpkg, csv, xlsx"):
        layer_bytes(frames["links"], "shp")
    with pytest.raises(RequestError) as raised:
        layer_frame(dataset, "links", ["nothing", "nobody"])
    assert len(raised.value.faults) == 2


# ---------------------------------------------------------------- command line


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_command_writes_the_same_bytes_to_a_file_and_to_standard_output(frames, tmp_path):
    expected = layer_bytes(frames["targets"], "xlsx", name="targets")
    path = tmp_path / "targets.xlsx"
    result = run("data", "export", "targets", "--format", "xlsx", "--out", path)
    assert (result.exit_code, result.stdout, path.read_bytes()) == (0, "", expected)
    printed = run("data", "export", "targets", "--format", "xlsx", "--out", "-")
    assert (printed.exit_code, printed.stdout_bytes) == (0, expected)


@pytest.mark.parametrize(
    ("layer", "file_format", "known"),
    [("roads", "csv", LAYERS), ("links", "shp", FORMATS)],
)
def test_command_lists_what_it_knows_where_a_name_is_unknown(layer, file_format, known):
    result = run("data", "export", layer, "--format", file_format, "--out", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert all(name in result.stderr for name in known)
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_coverage_fails_where_a_sentence_is_neither_quoted_nor_listed(
    project_root, tmp_path, monkeypatch
):
    for folder in ("geo", "data"):
        shutil.copytree(
            project_root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("var")
        )
    monkeypatch.setenv("ORDOS_GEO_ROOT", str(tmp_path))
    uncovered = tmp_path / "data/register/uncovered.csv"
    header = uncovered.read_text(encoding="utf-8").splitlines()[0]
    uncovered.write_text(header + "\n", encoding="utf-8")
    assert run("check").exit_code == 0
    result = run("check", "--coverage")
    assert result.exit_code == 1
    listed = result.stdout.partition("Neither quoted nor listed:")[2].splitlines()
    assert listed[1].startswith("0-0 sentence 1: 为全面贯彻落实")
    assert listed[-1].endswith("0 left out on purpose, 1 open")


# ---------------------------------------------------------------- content


@pytest.mark.parametrize("layer", LAYERS)
def test_rows_have_their_own_id_and_a_name(frames, layer):
    frame = frames[layer]
    assert frame["id"].is_unique
    assert frame["id"].str.len().gt(0).all()
    assert frame["name"].str.contains("[一-鿿]").all()


@pytest.mark.parametrize(
    "layer", [name for name, layer in LAYERS.items() if "quote" in layer.columns]
)
def test_quote_stands_in_the_measure_it_names(dataset, frames, layer):
    texts = {measure.id: measure.text for measure in dataset.plan.measures}
    quoted = frames[layer][frames[layer]["measure_id"] != ""]
    assert len(quoted) > 0
    for row in quoted.itertuples():
        assert row.quote
        assert row.quote in texts[row.measure_id]


def test_rows_without_a_quote_have_another_source(frames):
    context = frames["projects"].query("quote == ''")
    assert context["basis"].str.len().gt(0).all()


@pytest.mark.parametrize("layer", WITH_GEOMETRY)
def test_geometry_lies_where_the_coordinates_say(frames, layer):
    frame = frames[layer]
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.is_valid.all()
    if "lon" in frame:
        points = frame[frame.geom_type == "Point"]
        assert np.allclose(points["lon"], points.geometry.x)
        assert np.allclose(points["lat"], points.geometry.y)
        assert frame["lon"].isna().equals(frame.geom_type != "Point")


def test_lengths_and_areas_are_those_of_the_geometry(frames):
    lines = frames["projects"][frames["projects"].geom_type == "LineString"]
    invented = lines["ends_known"] == False  # noqa: E712 (a column of truth values)
    assert invented.any()
    assert (lines["length_km"][invented] == 0).all()
    lines = lines[~invented]
    assert np.allclose(lines["length_km"], lines.geometry.map(length_km), atol=0.001)
    areas = frames["banners"].geometry.map(area_km2)
    assert np.allclose(frames["banners"]["area_km2"], areas, atol=0.001)


def test_measures_are_the_25_of_the_plan_and_the_safeguards(frames, dataset):
    measures = frames["measures"].set_index("id")
    assert len(measures) == 26
    assert (measures["no"] > 0).sum() == 25
    assert measures.loc["6-0", "title"] == "保障措施"
    for measure in dataset.plan.measures:
        assert measures.loc[measure.id, "units"] == ";".join(measure.units)
        assert measures.loc[measure.id, "text"] == measure.text


def test_all_nine_banners_and_all_parks_of_measure_1_2_are_positioned(frames):
    assert (frames["banners"]["positioning"] != "").sum() == 9
    parks = frames["parks"]
    assert (parks["measure_id"] == "1-2").sum() == 8
    airport = parks.set_index("name").loc["鄂尔多斯空港物流园区"]
    assert (airport["measure_id"], airport["banner"]) == ("1-1", "伊金霍洛旗")


def test_task_without_units_of_its_own_has_those_of_its_measure(frames, dataset):
    tasks = frames["tasks"].set_index("id")
    measures = frames["measures"].set_index("id")
    shared = dataset.register.tasks.query("unit_ids == ''")
    assert len(shared) > 0
    for task_id, measure_id in shared["measure_id"].items():
        if measure_id != "6-0":
            assert tasks.loc[task_id, "units"] == measures.loc[measure_id, "units"]


def test_unit_is_responsible_through_its_collective(frames):
    units = frames["units"].set_index("name")
    # 1-3 names 各旗区人民政府, 5-3 达拉特旗人民政府 itself.
    assert {"1-3", "5-3"} <= set(units.loc["达拉特旗人民政府", "responsible_for"].split(";"))
    assert len(units.loc["各旗区人民政府", "members"].split(";")) == 9
    assert units.loc["鄂尔多斯海关", "responsible_for"] == "5-2"


# ---------------------------------------------------------------- the names that must be there

# Measure and words, as the plan has them. A link is found by the names of both ends.
TARGETS = [
    ("1-3", "ge", 50, "亿元"),
    ("1-3", "eq", 2, "个"),
    ("2-1", "eq", 14, "个"),
    ("2-2", "eq", 2, "条"),
    ("3-7", "eq", 6, "个"),
    ("3-7", "eq", 4, "项"),
    ("4-2", "eq", 1000, "名"),
    ("4-6", "eq", 4, "条"),
    ("5-1", "ge", 20, "%"),
]
MUTUAL_HELP = [("准格尔旗", "达拉特旗"), ("伊金霍洛旗", "杭锦旗")]
GIVERS = ["东胜区", "康巴什区"]
RECEIVERS = ["乌审旗", "杭锦旗", "鄂托克旗", "鄂托克前旗"]
LINKS = [
    *(("1-3", f"{banner}", "中心城区", "agriculture") for banner in RECEIVERS),
    ("2-1", "鄂尔多斯", "呼和浩特", ""),
    ("2-1", "鄂尔多斯", "包头", ""),
    ("2-1", "鄂尔多斯", "乌兰察布", ""),
    ("2-2", "鄂尔多斯", "榆林", "transport"),
    ("2-2", "鄂尔多斯", "榆林", "industry"),
    ("2-2", "鄂尔多斯", "呼和浩特", ""),
    ("2-2", "鄂尔多斯", "包头", ""),
    ("2-2", "鄂尔多斯", "宁夏", ""),
    ("2-3", "鄂尔多斯", "乌海", "energy"),
    ("2-4", "鄂尔多斯", "兴安盟", "mutual_help"),
    ("2-4", "鄂尔多斯", "锡林郭勒盟", "labour"),
    ("3-1", "鄂尔多斯", "北京", "agriculture"),
    ("3-2", "北京", "鄂尔多斯", "investment"),
    ("3-3", "鄂尔多斯高新技术产业开发区", "中关村", ""),
    ("3-4", "鄂尔多斯", "海淀区", "education"),
    ("3-4", "鄂尔多斯", "陕西", "education"),
    ("3-4", "鄂尔多斯", "上海", "education"),
    ("3-4", "鄂尔多斯", "东三省", "education"),
    ("3-4", "鄂尔多斯", "长三角", "education"),
    ("3-5", "中心医院", "北京", "health"),
    ("3-5", "第二人民医院", "北京", "health"),
    ("3-5", "中医医院", "北京", "health"),
    *(("3-5", "北京", banner, "health") for banner in [*GIVERS, *RECEIVERS]),
    ("3-6", "鄂尔多斯", "雄安", "energy"),
    ("3-6", "鄂尔多斯", "雄安", "talent"),
    ("3-7", "鄂尔多斯", "北京", "education"),
    ("3-7", "鄂尔多斯", "北京", "health"),
    ("3-7", "鄂尔多斯", "北京", "science"),
    ("3-7", "鄂尔多斯", "北京", "tourism"),
    ("3-7", "鄂尔多斯", "北京", "industry"),
    ("4-1", "京津冀", "鄂尔多斯", "investment"),
    ("4-1", "长三角", "鄂尔多斯", "investment"),
    ("4-1", "粤港澳大湾区", "鄂尔多斯", "investment"),
    ("4-1", "东三省", "鄂尔多斯", "investment"),
    ("4-1", "成渝", "鄂尔多斯", "investment"),
    *(("4-2", place, "鄂尔多斯", "talent") for place in ("北京", "上海", "深圳", "雄安")),
    ("4-3", "鄂尔多斯", "长三角", "tourism"),
    ("4-3", "鄂尔多斯", "粤港澳大湾区", "tourism"),
    ("4-4", "深圳", "鄂尔多斯", ""),
    ("4-4", "上海", "鄂尔多斯", ""),
    ("4-5", "江苏", "蒙苏经济开发区", "industry"),
    *(("4-5", place, "鄂尔多斯", "energy") for place in ("浙江", "安徽", "上海", "山东")),
    ("4-5", "鄂尔多斯", "南京", ""),
    ("4-5", "鄂尔多斯", "秦淮区", "agriculture"),
    *(("4-6", "鄂尔多斯", place, "energy") for place in ("京津冀", "上海", "江苏", "华东")),
    ("5-1", "鄂尔多斯", "蒙古国", ""),
    ("5-1", "鄂尔多斯", "俄罗斯", ""),
    ("5-3", "鄂尔多斯", "德国", ""),
    ("5-3", "德国", "达拉特旗", "industry"),
    *(
        ("5-3", "鄂尔多斯", organisation, "")
        for organisation in (
            "西门子",
            "德中文化经贸促进总会",
            "德国中小企业协会",
            "隐形冠军协会",
            "西蒙顾和管理咨询公司",
        )
    ),
]
PROJECTS = [
    ("1-4", "疏干水", "LineString"),
    ("1-4", "排干水", "LineString"),
    ("1-4", "市域供水网", ""),
    ("1-4", "氢能", "LineString"),
    ("1-5", "东康阿中心城区环线", "LineString"),
    ("1-5", "G109", "LineString"),
    ("1-5", "G210", "LineString"),
    ("1-5", "能创谷", "Point"),
    ("2-1", "算力补充区", "Point"),
    ("2-1", "光伏材料", ""),
    ("2-1", "低空经济示范区", "Point"),
    ("2-1", "包鄂榆高铁", "LineString"),
    ("2-1", "呼鄂高铁", "LineString"),
    ("2-1", "S27", "LineString"),
    ("2-2", "包海大通道", "LineString"),
    ("2-2", "阿小", "LineString"),
    ("2-2", "乌横", "LineString"),
    ("2-2", "乌审旗至榆林高速公路", "LineString"),
    ("2-3", "鄂乌特高压外送", ""),
    ("3-3", "人才科创中心", "Point"),
    ("3-3", "北京）科创园", "Point"),
    ("3-4", "海淀K12教育集团", "Point"),
    ("3-4", "民族幼儿师范高等专科学校", "Point"),
    ("3-5", "国家肝胆精益化诊疗分中心", "Point"),
    ("3-5", "中医医院分站", "Point"),
    ("3-5", "过敏性鼻炎", "Point"),
    ("3-6", "蒙西至京津冀", "LineString"),
    *(("4-2", f"{place}科创飞地", "Point") for place in ("北京", "上海", "深圳", "雄安")),
    ("4-3", "暖城之窗", "Point"),
    ("4-4", "上海飞地", "Point"),
    ("4-4", "深圳飞地", "Point"),
    ("4-5", "营销中心", "Point"),
    *(("4-6", f"库布其至{place}", "LineString") for place in ("京津冀", "上海", "江苏", "华东")),
    ("5-1", "策克口岸", "Point"),
    ("5-2", "中欧班列", "LineString"),
    ("5-2", "国际陆港", "Point"),
    ("5-2", "综合保税区", "Point"),
    ("5-2", "联动创新区", "Point"),
    ("5-3", "中德产业园", "Point"),
]
CORRIDORS = [
    ("1-5", "东康阿", {"东胜区", "康巴什区", "伊金霍洛旗"}),
    ("2-1", "呼包鄂乌", {"呼和浩特市", "包头市", "鄂尔多斯市", "乌兰察布市"}),
    ("2-2", "呼包鄂榆城市群", {"呼和浩特市", "包头市", "鄂尔多斯市", "榆林市"}),
    ("2-2", "榆鄂宁", {"榆林市", "鄂尔多斯市", "宁夏回族自治区"}),
    ("2-2", "榆林", {"榆林市"}),
    ("2-3", "乌海", {"乌海市"}),
    ("2-3", "鄂乌", {"鄂尔多斯市", "乌海市"}),
    ("2-4", "兴安盟", {"兴安盟"}),
    ("2-4", "锡林郭勒盟", {"锡林郭勒盟"}),
    ("3-6", "雄安新区", {"雄县", "容城县", "安新县"}),
    ("4-1", "京津冀", {"北京市", "天津市", "河北省"}),
    ("4-1", "长三角", {"上海市", "江苏省", "浙江省", "安徽省"}),
    ("4-1", "粤港澳大湾区", {"广州市", "深圳市", "香港特别行政区", "澳门特别行政区"}),
    ("4-1", "东三省", {"辽宁省", "吉林省", "黑龙江省"}),
    ("4-1", "成渝", {"成都市", "重庆市"}),
]


@pytest.mark.parametrize(("measure_id", "comparator", "value", "unit"), TARGETS)
def test_target_is_in_the_export(frames, measure_id, comparator, value, unit):
    targets = frames["targets"]
    found = targets[
        (targets["measure_id"] == measure_id)
        & (targets["comparator"] == comparator)
        & (targets["value"] == value)
        & (targets["unit"] == unit)
    ]
    assert len(found) == 1


def links_between(frames, measure_id, origin, destination):
    links = frames["links"]
    return links[
        (links["measure_id"] == measure_id)
        & links["origin"].str.contains(origin, regex=False)
        & links["destination"].str.contains(destination, regex=False)
    ]


@pytest.mark.parametrize(("one", "other"), MUTUAL_HELP)
def test_mutual_help_is_in_the_export_without_direction(frames, one, other):
    (link,) = links_between(frames, "1-3", one, other).itertuples()
    assert (link.theme, link.directed) == ("mutual_help", False)


@pytest.mark.parametrize("theme", ["education", "health"])
@pytest.mark.parametrize("receiver", RECEIVERS)
@pytest.mark.parametrize("giver", GIVERS)
def test_resources_go_from_district_to_banner(frames, giver, receiver, theme):
    found = links_between(frames, "1-3", giver, receiver)
    found = found[(found["theme"] == theme) & (found["destination"] == receiver)]
    assert list(found["directed"]) == [True]


@pytest.mark.parametrize(("measure_id", "origin", "destination", "theme"), LINKS)
def test_link_is_in_the_export(frames, measure_id, origin, destination, theme):
    found = links_between(frames, measure_id, origin, destination)
    assert theme in {"", *found["theme"]}
    assert len(found) > 0


@pytest.mark.parametrize(("measure_id", "words", "geometry_type"), PROJECTS)
def test_project_is_in_the_export_and_on_the_map(frames, dataset, measure_id, words, geometry_type):
    projects = frames["projects"]
    found = projects[
        (projects["measure_id"] == measure_id) & projects["name"].str.contains(words, regex=False)
    ]
    assert len(found) > 0
    if geometry_type:
        assert geometry_type in set(found.geom_type)
    assert set(found["id"]) <= set(dataset.features.index)


@pytest.mark.parametrize(("measure_id", "name", "members"), CORRIDORS)
def test_corridor_is_in_the_export_with_its_members(frames, measure_id, name, members):
    corridors = frames["corridors"]
    (corridor,) = corridors[
        (corridors["measure_id"] == measure_id) & (corridors["name"] == name)
    ].itertuples()
    assert members <= set(corridor.members.split(";"))


def test_power_corridor_to_east_china_points_to_a_region_and_doubtful_twins_count_once(frames):
    projects = frames["projects"].set_index("name")
    assert "华东地区" in projects.loc["库布其至华东新能源电力通道", "places"].split(";")
    assert projects.loc["库布其至京津冀新能源电力通道", "same_as"] == "mengxi-jingjinji-uhvdc"
    assert projects.loc["库布其至京津冀新能源电力通道", "note"]
