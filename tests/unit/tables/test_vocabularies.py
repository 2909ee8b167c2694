"""Code lists: what is wrong in them is named with file and line, all at once."""

from __future__ import annotations

import shutil

import pytest

from ordos_geo.errors import FileFault, TableFault, VocabularyError
from ordos_geo.tables import load_vocabularies, load_vocabulary

HEADER = "code,label_zh,label_en,description,group,symbol\n"


@pytest.fixture
def vocab(project_root, tmp_path):
    return shutil.copytree(project_root / "data/vocab", tmp_path / "data/vocab")


def faults_of(folder):
    with pytest.raises(VocabularyError) as caught:
        load_vocabularies(folder, relative_to=folder.parent.parent)
    for fault in caught.value.faults:
        assert fault.english()
        assert fault.chinese()
    return [(fault.kind, fault.file, fault.row) for fault in caught.value.faults]


def test_terms_keep_their_order_and_are_found_by_code(tmp_path):
    path = tmp_path / "stage.csv"
    path.write_text(HEADER + "b,乙,B,second,,\na,甲,A,first,x,point_y\n", encoding="utf-8")
    vocabulary = load_vocabulary(path)
    assert vocabulary.name == "stage"
    assert vocabulary.codes == ("b", "a")
    assert [term.label_en for term in vocabulary] == ["B", "A"]
    assert vocabulary.label("a") == "甲"
    assert (vocabulary["a"].group, vocabulary["a"].symbol) == ("x", "point_y")
    assert "a" in vocabulary
    assert "c" not in vocabulary
    with pytest.raises(KeyError):
        vocabulary.label("c")


def test_a_byte_order_mark_is_accepted(tmp_path):
    path = tmp_path / "stage.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + "a,甲,A,first,,\n").encode())
    assert load_vocabulary(path).codes == ("a",)


def test_all_lists_of_a_folder_are_checked_at_once(vocab):
    (vocab / "stage.csv").write_text(HEADER + "a,,A,first,,\na,甲,A,again,,\n", encoding="utf-8")
    (vocab / "sector.csv").write_text(HEADER + "a,甲,A\n", encoding="utf-8")
    (vocab / "theme.csv").write_text("code,label_zh,label_zh\n", encoding="utf-8")
    (vocab / "unit_kind.csv").write_text(HEADER + 'a,"甲,A,first,,\n', encoding="utf-8")
    (vocab / "place_kind.csv").write_bytes("名称\n".encode("gb18030"))
    (vocab / "precision.csv").unlink()
    (vocab / "precision.csv").mkdir()
    assert set(faults_of(vocab)) == {
        (TableFault.VALUE_MISSING, "data/vocab/stage.csv", 2),
        (TableFault.ID_DUPLICATE, "data/vocab/stage.csv", 3),
        (FileFault.UNREADABLE, "data/vocab/sector.csv", 2),
        (TableFault.COLUMN_MISSING, "data/vocab/theme.csv", 1),
        (TableFault.COLUMN_REPEATED, "data/vocab/theme.csv", 1),
        (FileFault.UNREADABLE, "data/vocab/unit_kind.csv", None),
        (FileFault.UNREADABLE, "data/vocab/place_kind.csv", None),
        (FileFault.UNREADABLE, "data/vocab/precision.csv", None),
    }


def test_an_empty_list_file_lacks_every_column(vocab):
    (vocab / "stage.csv").write_text("", encoding="utf-8")
    assert faults_of(vocab) == [(TableFault.COLUMN_MISSING, "data/vocab/stage.csv", 1)] * 6


def test_a_column_that_code_lists_do_not_have_is_named(vocab):
    text = (vocab / "stage.csv").read_text(encoding="utf-8").replace(",symbol", ",symbol,colour", 1)
    header, *rows = text.splitlines()
    lines = [header, *(f"{row}," for row in rows)]
    (vocab / "stage.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert faults_of(vocab) == [(TableFault.COLUMN_UNKNOWN, "data/vocab/stage.csv", 1)]


def test_a_folder_without_lists_is_named(tmp_path):
    assert faults_of(tmp_path / "data/vocab") == [(FileFault.MISSING, "data/vocab", None)]


@pytest.mark.parametrize("name", ["project_group", "feature_kind", "project_type", "theme"])
def test_a_list_that_the_program_relies_on_must_exist(vocab, name):
    (vocab / f"{name}.csv").unlink()
    assert faults_of(vocab) == [(FileFault.MISSING, f"data/vocab/{name}.csv", None)]


@pytest.mark.parametrize(("name", "code"), [("feature_kind", "park"), ("precision", "schematic")])
def test_a_code_that_the_program_relies_on_must_exist(vocab, name, code):
    path = vocab / f"{name}.csv"
    text = path.read_text(encoding="utf-8").replace(f"\n{code},", f"\n{code}-2,")
    path.write_text(text, encoding="utf-8")
    assert faults_of(vocab) == [(TableFault.CODE_MISSING, f"data/vocab/{name}.csv", None)]


def test_a_group_that_does_not_exist_is_named(vocab):
    path = vocab / "project_type.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = next(index for index, line in enumerate(lines) if line.startswith("uhvdc,"))
    lines[row] = lines[row].replace(",energy,", ",enrgy,")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert faults_of(vocab) == [(TableFault.CODE_UNKNOWN, "data/vocab/project_type.csv", row + 1)]
