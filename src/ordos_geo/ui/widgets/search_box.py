"""The search box: finds by Chinese, pinyin and initials; choosing a hit selects and frames it."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset, Selection, selected
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.selection.dimensions import WORDS
from ordos_geo.analysis.selection.search import PLACE, Hit, SearchResults, search
from ordos_geo.analysis.summary import tally
from ordos_geo.ui.maps.viewport_state import show
from ordos_geo.ui.shell.catalog import Catalog
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.widgets.filters import EVERYTHING, escape_markdown

HITS_PER_KIND = 5


@st.fragment
def search_box(catalog: Catalog, scope: Selection = EVERYTHING) -> None:
    """One input; what it finds hangs below, grouped by kind, while there are words in it.

    Typing redraws only the box. Features outside `scope`, what the page is about, are not found.
    """
    with errors_in_chinese(), st.container(key="search"):
        query = st.text_input(
            wording.general.FIND,
            key=Session.search_query.key,
            type="search",
            live=True,
            placeholder=wording.general.FIND,
            label_visibility="collapsed",
        )
        if query and query.strip():
            kinds = _kinds(catalog, scope)
            with st.container(key="search_results"):
                _results(catalog, scope, query, search(catalog.search, query, HITS_PER_KIND, kinds))


def _kinds(catalog: Catalog, scope: Selection) -> set[str]:
    """What may be found: of the features only the kinds that the page is about."""
    features = set(catalog.dataset.vocabularies["feature_kind"].codes)
    outside = features - scope.chosen("kind") if scope.chosen("kind") else set()
    return {entry.kind for entry in catalog.search.entries} - outside


def _results(catalog: Catalog, scope: Selection, query: str, results: SearchResults) -> None:
    for kind, hits in results.groups.items():
        st.caption(_heading(catalog.dataset, hits, results.totals[kind]))
        for hit in hits:
            st.button(
                _label(catalog.dataset, scope, hit),
                key=f"hit_{hit.kind}_{hit.id}",
                type="tertiary",
                width="stretch",
                on_click=_choose,
                args=(catalog, scope, hit),
            )
    if not results.groups:
        pattern = (
            wording.general.FOUND_NEAREST if results.suggestions else wording.general.FOUND_NOTHING
        )
        st.caption(pattern.format(query=escape_markdown(query)))
    for number, name in enumerate(results.suggestions):
        st.button(
            escape_markdown(name),
            key=f"nearest_{number}",
            type="tertiary",
            width="stretch",
            on_click=_look_for,
            args=(name,),
        )


def _heading(dataset: Dataset, hits: tuple[Hit, ...], total: int) -> str:
    first = hits[0]
    if first.kind == PLACE:
        kind = wording.general.PLACE
    elif first.dimension:
        kind = wording.general.DIMENSIONS[first.dimension]
    else:
        kind = dataset.vocabularies["feature_kind"].label(first.kind)
    pattern = wording.general.FOUND if total == len(hits) else wording.general.FOUND_FIRST
    return pattern.format(kind=kind, shown=len(hits), total=total)


def _label(dataset: Dataset, scope: Selection, hit: Hit) -> str:
    """A hit, where it says something else than its name what matches, and what it would filter."""
    label = escape_markdown(hit.label)
    if hit.matched not in hit.label:
        label = f"{label} :gray[{escape_markdown(hit.matched)}]"
    if not hit.dimension or hit.dimension == WORDS:
        return label
    wanted = Selection.of(**{hit.dimension: [hit.value]}).within(scope)
    counts = short_words(tally(dataset, selected(dataset, wanted)))
    return f"{label} :small[{escape_markdown(counts)}]"


def _choose(catalog: Catalog, scope: Selection, hit: Hit) -> None:
    """Make the hit the selection. Other filters stay as long as they leave something of it."""
    dataset = catalog.dataset
    wanted = Selection.of(**{hit.dimension: [hit.value]}) if hit.dimension else EVERYTHING
    chosen = session.selection().within(wanted)
    ids = selected(dataset, chosen.within(scope))
    if ids.empty or not (hit.dimension or hit.value in ids):
        chosen = wanted
        ids = selected(dataset, chosen.within(scope))
    session.set_filters(chosen)
    session.selected_id = "" if hit.dimension else hit.value
    session.search_query = ""
    show(catalog.frames, ids if hit.dimension else [hit.value])
    st.rerun()


def _look_for(name: str) -> None:
    session.search_query = name
