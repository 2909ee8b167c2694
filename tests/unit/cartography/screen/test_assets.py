"""Published files: named by content, the same every time, and complete."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re

import pytest
from PIL import Image

from ordos_geo.analysis.summary import tally
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS
from ordos_geo.cartography.screen.assets import CHUNK, COMPRESSED_SUFFIX, publish
from ordos_geo.cartography.style import INFERRED_DASH, SHAPES

URL_PREFIX = "app/static/geo"
NAME = re.compile(r"[a-z0-9_-]+-([0-9a-f]{12})\.(json|png|svg)")
FEATURE_FILES = ("lines", "arcs", "arrows", "bundles", "points")


def contents(directory):
    """The files by name, without the compressed copies beside them."""
    return {
        path.name: path.read_bytes()
        for path in directory.iterdir()
        if path.suffix != COMPRESSED_SUFFIX
    }


def rows_of(published, directory, stem):
    for file in getattr(published, stem):
        rows = json.loads((directory / file.url.rpartition("/")[2]).read_bytes())
        assert [row["index"] for row in rows] == list(range(len(rows)))
        assert [row["id"] for row in rows] == list(file.ids)
        yield from rows


def test_every_file_is_named_by_its_content(published, published_directory):
    for name, content in contents(published_directory).items():
        (found,) = [match.group(1) for match in [NAME.fullmatch(name)] if match]
        assert hashlib.sha256(content).hexdigest().startswith(found)


def test_compressed_copies_hold_what_their_files_hold(published_directory):
    files = contents(published_directory)
    copies = {
        path.stem: gzip.decompress(path.read_bytes())
        for path in published_directory.glob(f"*{COMPRESSED_SUFFIX}")
    }
    assert copies == {name: files[name] for name in copies}
    assert copies.keys() >= {
        name for name, content in files.items() if name.endswith(".json") and len(content) > 1000
    }
    assert not any(name.endswith(".png") for name in copies)


def test_publishing_elsewhere_gives_the_same_names_and_bytes(
    dataset, published, published_directory, tmp_path
):
    again = publish(dataset, ORDOS_AND_NEIGHBOURS, tmp_path / "new" / "folder", URL_PREFIX)
    assert again == published
    assert contents(tmp_path / "new" / "folder") == contents(published_directory)


def test_publishing_again_writes_nothing(dataset, published, published_directory):
    before = {path: path.stat().st_mtime_ns for path in published_directory.iterdir()}
    assert publish(dataset, ORDOS_AND_NEIGHBOURS, published_directory, URL_PREFIX) == published
    assert {path: path.stat().st_mtime_ns for path in published_directory.iterdir()} == before


def test_a_file_that_was_deleted_comes_back(dataset, published, published_directory, tmp_path):
    publish(dataset, ORDOS_AND_NEIGHBOURS, tmp_path, URL_PREFIX)
    next(tmp_path.glob("areas-*.json")).unlink()
    publish(dataset, ORDOS_AND_NEIGHBOURS, tmp_path, URL_PREFIX)
    assert contents(tmp_path) == contents(published_directory)


def test_every_address_leads_to_a_file(published, published_directory):
    files = [file for stem in FEATURE_FILES for file in getattr(published, stem)]
    areas = [published.corridors.url, published.banners.url, published.icon_mapping]
    addresses = [*published.base.values(), published.icons, *areas]
    for address in published.legends.values():
        legend = json.loads((published_directory / address.rpartition("/")[2]).read_bytes())
        addresses += [address, *(picture for _, picture in legend["classes"].values())]
    addresses += [file.url for file in files]
    names = {address.removeprefix(f"{URL_PREFIX}/") for address in addresses}
    assert names == set(contents(published_directory))


def test_every_feature_and_pair_is_published_once(dataset, published, published_directory):
    def ids(stem):
        return [row["id"] for row in rows_of(published, published_directory, stem)]

    features = dataset.features
    drawn = [*ids("lines"), *ids("arcs"), *ids("points")]
    assert sorted(drawn) == sorted(features.index)
    assert sorted(ids("bundles")) == sorted(dataset.pairs)
    assert sorted(ids("arrows")) == sorted(features.index[features["directed"]])
    assert set(published.bounds) == {*features.index, *dataset.pairs}


def test_files_hold_no_more_features_than_the_filter_can_tell_apart(published):
    for stem in FEATURE_FILES:
        for file in getattr(published, stem):
            assert 0 < len(file.ids) <= CHUNK


@pytest.mark.parametrize("stem", FEATURE_FILES)
def test_rows_carry_the_words_of_the_tooltip(dataset, published, published_directory, stem):
    for row in rows_of(published, published_directory, stem):
        assert row["name"]
        assert row["label"]
        assert row["clause"]
        if row["id"] in dataset.features.index:
            assert row["name"] == dataset.features.loc[row["id"], "name"]


def test_dashes_in_the_browser_are_the_schematic_courses_and_the_inferred_links(
    dataset, published, published_directory
):
    for stem in ("lines", "arcs", "bundles"):
        for row in rows_of(published, published_directory, stem):
            schematic = stem == "lines" and dataset.features.loc[row["id"], "precision"] in {
                "schematic",
                "region",
            }
            link_ids = {"arcs": [row["id"]]}.get(stem, [])
            if stem == "bundles":
                link_ids = dataset.pairs[row["id"]].link_ids
            readings = set(dataset.features.loc[list(link_ids), "reading"])
            if readings == {"inferred"}:
                assert tuple(row["dash"]) == INFERRED_DASH
            else:
                assert (row["dash"] != [0.0, 0.0]) == schematic
            assert ("示意" in row["label"]) == schematic


def test_lines_run_as_in_the_data_and_arcs_end_where_their_places_are_drawn(
    dataset, published, published_directory
):
    geometry = dataset.features.geometry
    for row in rows_of(published, published_directory, "lines"):
        for drawn, known in zip(row["path"], geometry[row["id"]].coords, strict=True):
            assert drawn == pytest.approx(known, abs=1e-5)
    for row in rows_of(published, published_directory, "arcs"):
        partners = dataset.features.loc[row["id"], "partners"]
        for place in {*partners} & {*published.edges}:
            position = published.edges[place].position
            ends = (row["path"][0], row["path"][-1])
            assert any(end == pytest.approx(position, abs=1e-5) for end in ends)


def test_wider_bundles_stand_for_more_links(dataset, published, published_directory):
    rows = list(rows_of(published, published_directory, "bundles"))
    counted = sorted((len(dataset.pairs[row["id"]].link_ids), row["width"]) for row in rows)
    widths = [width for _, width in counted]
    assert widths == sorted(widths)
    for row in rows:
        link_ids = dataset.pairs[row["id"]].link_ids
        statements = len(tally(dataset, link_ids).statements)
        assert f"{statements} 条表述" in row["label"]
        assert f"{len(link_ids)} 项" in row["label"]


def test_every_link_is_in_one_pair(dataset):
    links = dataset.features.index[dataset.features["kind"] == "link"]
    gathered = [link for pair in dataset.pairs.values() for link in pair.link_ids]
    assert sorted(gathered) == sorted(links)
    for pair in dataset.pairs.values():
        for link in pair.link_ids:
            assert set(dataset.features.loc[link, "partners"]) == set(pair.ends)


def test_the_symbol_sheet_holds_every_shape_apart_from_the_others(published, published_directory):
    sheet = Image.open(
        io.BytesIO((published_directory / published.icons.rpartition("/")[2]).read_bytes())
    )
    mapping = json.loads(
        (published_directory / published.icon_mapping.rpartition("/")[2]).read_bytes()
    )
    assert set(mapping) == set(SHAPES)
    boxes = []
    for name, box in mapping.items():
        left, top = box["x"], box["y"]
        cut = sheet.crop((left, top, left + box["width"], top + box["height"]))
        alpha = cut.getchannel("A")
        assert alpha.getbbox(), name
        boxes.append(alpha.tobytes())
        assert box["mask"] is True
    assert len(set(boxes)) == len(SHAPES)
    assert {colour for _, colour in sheet.convert("RGB").getcolors()} == {(255, 255, 255)}
