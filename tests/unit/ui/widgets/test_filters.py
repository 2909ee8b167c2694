"""Text in labels is shown as it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ordos_geo.ui.widgets.filters import escape_markdown

# CommonMark with the extensions that Streamlit's labels know
MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])
# Streamlit's own: colours and icons, formulas
OWN_MARKS = "[]:$"
PIECES = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6),
    st.sampled_from(
        ["**", "_", "`", "~~", "[a](b)", "<b>", "# ", "1. ", "- ", "> ", "\\", "$", "|"]
    ),
    st.sampled_from(
        [":red[x]", ":material/home:", "&amp;", "![", "](", "<http://a.b>", "+ ", "1) "]
    ),
)


@given(st.lists(PIECES, min_size=1, max_size=8).map(lambda pieces: "".join(pieces).strip()))
@example("氢能 R&D &lt;b&gt; &#65;")
def test_no_markdown_is_left_in_an_escaped_text(text):
    tokens = MARKDOWN.parse(escape_markdown(text))
    if not text:
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text


@given(st.text(alphabet=OWN_MARKS + "\\ab氢", max_size=12))
def test_marks_of_streamlit_itself_stand_behind_a_backslash(text):
    escaped = escape_markdown(text)
    assert not re.search(rf"[{re.escape(OWN_MARKS)}]", re.sub(r"\\.", "", escaped))
    assert re.sub(r"\\(.)", r"\1", escaped) == text


@pytest.mark.parametrize(
    "text", ["鄂尔多斯市", "北京输出", "第三章（一）深化东西部协作", "“京蒙百企情”"]
)
def test_ordinary_chinese_is_left_alone(text):
    assert escape_markdown(text) == text
