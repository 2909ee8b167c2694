"""Panels beside the map: legend, count, detail of the selected feature, list."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset, Selection, selected
from ordos_geo.analysis.count_words import count_words, short_words
from ordos_geo.analysis.facts import FeatureFacts, feature_facts, listed_name
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.analysis.summary import statement_features, tally
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.screen.features import pair_name
from ordos_geo.errors import Fault
from ordos_geo.ui.shell.session import Session
from ordos_geo.ui.widgets.markup import render

_MOST_LISTED = 60
"""Longer lists are not sent: nobody reads them, and every click would carry them again. The search
box and the table lead to every feature."""


def address_notice(faults: Sequence[Fault]) -> None:
    """Name the URL parameters that could not be used."""
    if faults:
        render("shell/notice.html", lines=[fault.chinese() for fault in faults])


def count_line(dataset: Dataset, scene: MapScene, scope: Selection) -> None:
    """What is shown, of all that a page about `scope` might show, and the filters in words."""
    counts = count_words(dataset, scene.feature_ids, selected(dataset, scope))
    render("maps/count.html", counts=counts, filters=scene.filters_in_words)


def empty_notice(dataset: Dataset, selection: Selection, scope: Selection) -> None:
    """Where nothing is left of what the page is about: which filter to drop to see something."""
    for dimension in selection.values:
        left = selected(dataset, selection.without(dimension).within(scope))
        if len(left):
            name = wording.general.DIMENSIONS[dimension]
            counts = short_words(tally(dataset, left))
            st.info(
                wording.general.EMPTY.format(dimension=name, counts=counts), icon=":material/info:"
            )
            return
    st.info(wording.general.EMPTY_ALL, icon=":material/info:")


def corridor_cards(dataset: Dataset, scene: MapScene) -> None:
    """The partner regions whose areas are on the map: members, clause and words of the plan."""
    if not scene.corridor_ids:
        return
    kinds = dataset.vocabularies["corridor_kind"]
    members = dataset.geodata.corridors["member_names"]
    for row in dataset.register.corridors.loc[sorted(scene.corridor_ids)].itertuples():
        render(
            "maps/corridor.html",
            id=row.Index,
            name=row.name,
            kind=kinds.label(str(row.kind)),
            members=members[row.Index],
            clause=value_label(dataset, "measure_id", str(row.measure_id)),
            quote=row.quote,
            basis=row.basis,
            note=row.note,
        )


def feature_choice(dataset: Dataset, scene: MapScene) -> None:
    """Choose a feature by name: the way for keyboards, and for what lies under something else."""
    pair = dataset.pairs.get(scene.selected_id)
    is_short = len(scene.feature_ids) <= _MOST_LISTED
    listed = scene.feature_ids if is_short else ()
    # the chosen one stays an option when a filter hides it, or the widget would let it go
    hidden = {scene.selected_id}.difference(listed, {""})
    options = ["", *hidden, *listed]
    known = dataset.features.index.intersection([*hidden, *listed])
    names = {"": wording.general.CHOOSE, **{i: listed_name(dataset, i) for i in known}}
    if pair:
        names[pair.id] = pair_name(dataset, pair)
    # an option's label never changes: the browser sends labels, and would send one long gone
    st.selectbox(
        wording.general.LIST,
        options=options,
        format_func=names.__getitem__,
        key=Session.selected_id.key,
        label_visibility="collapsed",
    )
    if not is_short:
        st.caption(wording.general.CHOOSE_FEWER.format(most=_MOST_LISTED))


def detail(dataset: Dataset, scene: MapScene) -> None:
    """Clause, quote inside its measure, units and what is known of the place."""
    pair = dataset.pairs.get(scene.selected_id)
    if pair:
        visible = set(scene.feature_ids)
        shown = [i for i in pair.link_ids if i in visible]
        render(
            "maps/pair.html",
            name=pair_name(dataset, pair),
            total=pair_words(dataset, pair.link_ids),
            shown=wording.general.PAIR_SHOWN.format(counts=pair_words(dataset, shown)),
            is_filtered=len(shown) < len(pair.link_ids),
            statements=statements_of(dataset, shown),
        )
    elif scene.selected_id:
        facts = feature_facts(dataset, scene.selected_id)
        is_outside = scene.selected_id not in scene.feature_ids
        render("maps/detail.html", is_outside=is_outside, facts=facts)
    else:
        render("maps/hint.html")


def pair_words(dataset: Dataset, link_ids: Sequence[str]) -> str:
    """How many statements join two partners, and how many links they are expanded to."""
    found = tally(dataset, link_ids)
    return wording.general.PAIR_STATEMENTS.format(
        statements=len(found.statements), links=len(found.links)
    )


def statements_of(dataset: Dataset, link_ids: Sequence[str]) -> list[list[FeatureFacts]]:
    """The links by the statement that they rest on, in the order of `Tally.statements`."""
    found = tally(dataset, link_ids)
    return [
        [feature_facts(dataset, i) for i in statement_features(dataset, found.links, statement)]
        for statement in found.statements
    ]
