"""The real server within a sub-path: pages, our own files, and what it must not answer."""

from __future__ import annotations

import gzip
import http.client
from urllib.parse import urlsplit

import pytest

from ordos_geo.ui.shell.catalog import load_catalog
from support.limits import LIMIT_S
from support.server import running_app

KEPT = "public, max-age=31536000, immutable"
GZIP = {"Accept-Encoding": "gzip, deflate"}


@pytest.fixture(scope="module")
def server(project_root, tmp_path_factory):
    log = tmp_path_factory.mktemp("server") / "server.log"
    with running_app(project_root, log, sub_path="/map") as running:
        yield running


@pytest.fixture
def get(server):
    """Asks for a path as it is written, below the sub-path unless it begins with a slash."""
    address = urlsplit(server.url)

    def ask(path, method="GET", **headers):
        connection = http.client.HTTPConnection(address.netloc, timeout=LIMIT_S)
        target = path if path.startswith("/") else f"{address.path}/{path}"
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    return ask


@pytest.fixture(scope="module")
def map_file(project_root):
    """The address of a file of the map, as the page gives it, and what it holds."""
    address = load_catalog().published.points[0].url
    return address, (project_root / "static" / "geo" / address.rpartition("/")[2]).read_bytes()


def test_page_health_and_deep_link_are_within_the_sub_path(get):
    for path in ("", "register", "_stcore/health"):
        assert get(path).status == 200
    assert b"<title>Streamlit</title>" in get("register").content
    assert get("/register").status == 404


def test_map_file_is_kept_for_ever_and_says_what_it_is(get, map_file):
    address, content = map_file
    answer = get(address)
    assert (answer.status, answer.content) == (200, content)
    assert answer.headers["Cache-Control"] == KEPT
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in answer.headers


def test_map_file_comes_compressed_to_who_takes_it(get, map_file):
    address, content = map_file
    answer = get(address, **GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.content) == content
    assert int(answer.headers["Content-Length"]) < len(content) / 3


@pytest.mark.parametrize("headers", [{}, GZIP], ids=["as it is", "compressed"])
def test_file_that_the_browser_has_is_not_sent_again(get, map_file, headers):
    address, _ = map_file
    tag = get(address, **headers).headers["ETag"]
    again = get(address, **headers, **{"If-None-Match": tag})
    assert (again.status, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == KEPT
    assert again.headers["ETag"] == tag
    assert get(address, **headers, **{"If-None-Match": '"another"'}).status == 200


def test_the_file_and_its_compressed_copy_have_tags_of_their_own(get, map_file):
    address, _ = map_file
    assert get(address).headers["ETag"] != get(address, **GZIP).headers["ETag"]


def test_range_is_one_of_the_file_itself(get, map_file):
    address, content = map_file
    part = get(address, Range="bytes=10-19", **GZIP)
    assert (part.status, part.content) == (206, content[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert get(address, Range=f"bytes={len(content)}-").status == 416


def test_head_gives_the_length_alone(get, map_file):
    address, content = map_file
    answer = get(address, method="HEAD")
    assert (answer.status, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(content)


def test_font_is_asked_for_again_after_a_day(get):
    answer = get("assets/fonts/NotoSansSC-Regular.woff2", **GZIP)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "font/woff2"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert get("assets/fonts/NotoSansSC-Regular.woff2", **tag).status == 304


@pytest.mark.parametrize(
    "path",
    [
        "assets/",
        "assets/geo/",
        "assets/geo/none.json",
        "assets/fonts/OFL.txt",
        "assets/var/dispatch.sqlite3",
        "assets/geo/../fonts/NotoSansSC-Regular.woff2",
        "assets/geo/../../app.py",
        "assets/geo/..%2f..%2fapp.py",
        "assets/geo/%2e%2e/%2e%2e/pyproject.toml",
        "assets/geo//etc/passwd",
        "assets/geo/%00.json",
    ],
)
def test_nothing_else_is_served_there(get, path):
    assert get(path).status in {400, 404}


def test_compressed_copy_has_no_address_of_its_own(get, map_file):
    assert get(f"{map_file[0]}.gz").status == 404


def test_files_are_not_served_outside_the_sub_path(get, map_file):
    assert get(f"/{map_file[0]}").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_are_only_read(get, map_file, method):
    assert get(map_file[0], method=method).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "_stcore/agent/interact",
        "_stcore/agent/openapi.json",
        "_stcore/agent/mcp",
        "register/_stcore/agent/mcp",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_agent_api_does_not_exist(get, path, method):
    answer = get(path, method=method)
    assert answer.status == 404
    assert b"enableAgentApi" not in answer.content


def test_streamlits_own_static_folder_is_off(get):
    assert b"Streamlit" in get("app/static/fonts/NotoSansSC-Regular.woff2").content
