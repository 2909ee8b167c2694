"""Links of the same two partners make one pair, and no link is lost or counted twice."""

from __future__ import annotations

from collections import Counter

from ordos_geo.analysis.dataset.assembly import HOME_PREFIX
from ordos_geo.analysis.dataset.pairs import link_pairs, partner_of


def test_every_link_is_in_exactly_one_pair(dataset):
    counted = Counter(i for pair in dataset.pairs.values() for i in pair.link_ids)
    assert set(counted) == set(dataset.register.links.index)
    assert set(counted.values()) == {1}


def test_a_pair_holds_the_links_between_what_stands_for_its_ends(dataset):
    stands_for = dict(zip(dataset.places.index, dataset.places["partner_id"], strict=True))
    for pair in dataset.pairs.values():
        for link_id in pair.link_ids:
            row = dataset.register.links.loc[link_id]
            ends = {stands_for[i] or i for i in (row["origin_id"], row["destination_id"])}
            assert ends == set(pair.ends)


def test_an_end_at_home_comes_first_and_the_id_joins_both(dataset):
    for pair_id, pair in dataset.pairs.items():
        assert pair_id == pair.id == "~".join(pair.ends)
        at_home = [dataset.places.loc[i, "adcode"].startswith(HOME_PREFIX) for i in pair.ends]
        assert at_home == sorted(at_home, reverse=True)
        if len(set(at_home)) == 1:
            assert list(pair.ends) == sorted(pair.ends)


def test_links_in_both_directions_are_one_pair(dataset):
    pair = next(pair for pair in dataset.pairs.values() if len(pair.link_ids) > 1)
    links = dataset.features.loc[list(pair.link_ids[:2])].copy()
    links["partners"] = [pair.ends, pair.ends[::-1]]
    (only,) = link_pairs(links, dataset.places, HOME_PREFIX).values()
    assert only.ends == pair.ends
    assert only.link_ids == pair.link_ids[:2]


def test_a_place_without_a_partner_stands_for_itself(dataset):
    assert partner_of(dataset.places, "ordos") == "ordos"
    district = dataset.places.index[dataset.places["partner_id"] == "beijing"][0]
    assert partner_of(dataset.places, district) == "beijing"
