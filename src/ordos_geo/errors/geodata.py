"""Faults of geo/."""

from __future__ import annotations

from ordos_geo.errors.base import FaultKind, OrdosGeoError


class GeodataFault(FaultKind):
    """A geometry or a layer in geo/ cannot be used, or cannot be built."""

    GEOMETRY_INVALID = (
        "geometry of '{value}' is not usable: {reason}; rebuild or correct it",
        "“{value}”的几何图形不可用：{reason}；请重新生成或更正",
    )
    GEOMETRY_TYPE = (
        "geometry of '{value}' is {found}, expected {expected}",
        "“{value}”的几何类型为 {found}，应为 {expected}",
    )
    CRS_UNEXPECTED = (
        "coordinates are in {found}, expected EPSG:4326 (lon, lat in degrees); convert them",
        "坐标系为 {found}，应为 EPSG:4326（经度、纬度，单位度）；请转换",
    )
    COVERAGE_BROKEN = (
        "neighbouring areas leave gaps or overlap at: {value}; rebuild the layer",
        "相邻区域之间存在缝隙或重叠：{value}；请重新生成该图层",
    )
    POINT_OUTSIDE = (
        "'{value}' ({lon:.4f}, {lat:.4f}) lies {distance_km:.1f} km outside {area}; "
        "correct the coordinates or the adcode",
        "“{value}”（{lon:.4f}, {lat:.4f}）不在 {area} 内，相距 {distance_km:.1f} 公里；"
        "请更正坐标或区划代码",
    )
    END_POINT_FAR = (
        "the {end} of '{value}' is {distance_km:.1f} km away from {place}; move it there",
        "“{value}”的{end}距 {place} {distance_km:.1f} 公里；请更正",
    )
    PACKAGE_MISSING = (
        "{package} is not installed; install requirements-dev.txt to build the layers",
        "未安装 {package}；生成图层前请先安装 requirements-dev.txt",
    )


class GeodataError(OrdosGeoError):
    """Files in geo/ are missing, damaged or contradict each other."""
