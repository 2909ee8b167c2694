"""A layer's table as the bytes of a file. The same table gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyogrio
import shapely
from openpyxl import Workbook
from openpyxl.styles import Font

from ordos_geo.analysis.tables.layers import GEOMETRY
from ordos_geo.errors import RequestError, invalid_argument
from ordos_geo.office.spreadsheet import CELL_LIMIT, harmless, printable, workbook_bytes, write_cell

WKT = "wkt"
# Files carry the day of the plan instead of the day of the download.
_FILE_DATE = datetime(2025, 3, 21)  # noqa: DTZ001 (openpyxl takes no time zone)
_ISO_DATE = _FILE_DATE.strftime("%Y-%m-%dT%H:%M:%SZ")


def layer_bytes(frame: pd.DataFrame, file_format: str, *, name: str = "layer") -> bytes:
    """A table of `layers.layer_frame` as a file in one of FORMATS.

    `name` is what the table is called inside a GeoPackage or workbook. Geometry is EPSG:4326,
    lon/lat degrees; CSV and XLSX hold it as WKT in the column `wkt`. A table without geometry
    gives GeoJSON features without one, and a GeoPackage attribute table. CSV is UTF-8 with byte
    order mark; in CSV and XLSX an apostrophe stands before text that a spreadsheet would run.

    Raises RequestError for another format, or where a cell is too long for XLSX.
    """
    if file_format not in _WRITERS:
        formats = ", ".join(FORMATS)
        words = (f"it does not exist; the formats are {formats}", f"不存在；可用格式：{formats}")
        raise RequestError([invalid_argument("format", file_format, *words)])
    return _WRITERS[file_format](frame, name)


def _plain(value: Any) -> Any:
    """A cell as a Python value; None where there is no number."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and np.isnan(value) else value


def _flat(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Safe cells by column; the geometry is text in the last one."""
    attributes = frame.drop(columns=GEOMETRY, errors="ignore")
    flat = {
        str(column): [harmless(_plain(value)) for value in attributes[column]]
        for column in attributes.columns
    }
    if isinstance(frame, gpd.GeoDataFrame):
        flat[WKT] = [geometry.wkt for geometry in frame.geometry]
    return flat


# ---------------------------------------------------------------- formats


def _geojson(frame: pd.DataFrame, name: str) -> bytes:
    """One feature a line, outer rings counter-clockwise (RFC 7946)."""
    properties = pd.DataFrame(frame.drop(columns=GEOMETRY, errors="ignore"))
    geometries: list[Any] = [None] * len(frame)
    if isinstance(frame, gpd.GeoDataFrame):
        geometries = [
            orjson.Fragment(shapely.to_geojson(shapely.orient_polygons(geometry)))
            for geometry in frame.geometry
        ]
    features = [
        orjson.dumps(
            {
                "type": "Feature",
                "id": row["id"],
                "properties": {str(column): _plain(value) for column, value in row.items()},
                "geometry": geometry,
            }
        )
        for row, geometry in zip(properties.to_dict("records"), geometries, strict=True)
    ]
    head = b'{"type":"FeatureCollection","name":' + orjson.dumps(name) + b',"features":[\n'
    return head + b",\n".join(features) + b"\n]}\n"


def _gpkg(frame: pd.DataFrame, name: str) -> bytes:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _ISO_DATE})
    buffer = io.BytesIO()
    pyogrio.write_dataframe(frame, buffer, driver="GPKG", layer=name)
    return buffer.getvalue()


def _csv(frame: pd.DataFrame, name: str) -> bytes:  # noqa: ARG001 (a CSV has no name inside)
    flat = _flat(frame)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(flat)
    writer.writerows(map(_csv_cell, row) for row in zip(*flat.values(), strict=True))
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> Any:
    """Truth values as in the registers (true, false), numbers without an empty fraction."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else value


def _xlsx(frame: pd.DataFrame, name: str) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = name
    for column_number, (column, values) in enumerate(_flat(frame).items(), start=1):
        sheet.cell(1, column_number, column).font = Font(bold=True)
        for row_number, value in enumerate(values, start=2):
            safe = _excel_text(value, column) if isinstance(value, str) else value
            write_cell(sheet.cell(row_number, column_number), safe)
    sheet.freeze_panes = "A2"
    return workbook_bytes(workbook, _FILE_DATE)


def _excel_text(text: str, column: str) -> str:
    """Text as a cell can hold it; RequestError where it is too long."""
    if len(text) > CELL_LIMIT:
        reason_en = (
            f"a cell of column '{column}' has {len(text)} characters, xlsx takes {CELL_LIMIT}; "
            "choose csv, gpkg or geojson"
        )
        reason_zh = (
            f"“{column}”列有单元格长 {len(text)} 字，超过 xlsx 上限 {CELL_LIMIT}；"
            "请选 csv、gpkg 或 geojson"
        )
        raise RequestError([invalid_argument("format", "xlsx", reason_en, reason_zh)])
    return printable(text)


_WRITERS: Mapping[str, Callable[[pd.DataFrame, str], bytes]] = MappingProxyType(
    {"geojson": _geojson, "gpkg": _gpkg, "csv": _csv, "xlsx": _xlsx}
)
FORMATS = tuple(_WRITERS)
"""Names of the formats; also the suffixes of their files."""
