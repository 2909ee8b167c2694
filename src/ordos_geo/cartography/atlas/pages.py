"""Which pages an atlas has: one for each banner, park, chapter, unit, corridor or feature."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from ordos_geo.analysis import CITYWIDE, FEATURES, Dataset, Selection, selected
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.analysis.frames import Bounds
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.analysis.summary import counted, tally
from ordos_geo.cartography.geometry.extent import around, features_extent
from ordos_geo.cartography.scene.map_scene import MapScene, build_scene, describe
from ordos_geo.cartography.scene.map_templates import TEMPLATES, template_scene
from ordos_geo.cartography.scene.remarks import remark
from ordos_geo.errors import AtlasFault, ExportError, Fault
from ordos_geo.wording import atlas, output
from ordos_geo.wording.general import COUNT_SEPARATOR

FEATURE = "feature"
"""The kind of atlas whose pages are fact sheets."""

PageFindings = Sequence[tuple[str, Fault]]
"""What was found while pages were drawn, with their names."""

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class AtlasPage:
    """One page: what it is about and the scene that it shows.

    `id` is an adcode, place id, chapter number, unit id, corridor id or feature id; `name` and
    `measure` are what the contents say: 项目 7 · 合作 19, or of a fact sheet 推断 · 三（二）.
    """

    id: str
    name: str
    scene: MapScene
    measure: str

    @property
    def count(self) -> int:
        """Features on the page that count."""
        found = self.scene.tally
        return len(found.links) + len(found.projects) + len(found.positionings)


@dataclass(frozen=True, slots=True)
class AtlasPlan:
    """All pages of an atlas in order.

    `by` is a key of SUBJECTS. `left_out` names the subjects that have nothing to show under the
    filters, `unplaced` counts the features under the filters that are on no page
    (context, which never counts, apart).
    """

    by: str
    title: str
    filters_in_words: str
    pages: tuple[AtlasPage, ...]
    left_out: tuple[str, ...]
    unplaced: int

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader of the table of contents must know about what is not there."""
        texts = []
        if self.left_out:
            names = "、".join(self.left_out[:_MOST_NAMED])
            if len(self.left_out) > _MOST_NAMED:
                names = atlas.AND_MORE.format(names=names, count=len(self.left_out))
            texts.append(atlas.LEFT_OUT.format(names=names))
        if self.unplaced:
            texts.append(SUBJECTS[self.by].unplaced.format(count=self.unplaced))
        return tuple(texts)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a page may be about, before it is known whether there is anything to show."""

    id: str
    name: str
    ids: Sequence[str]
    draw: Callable[[], MapScene]


_Subjects = Callable[[Dataset, Selection], Iterator[_Subject]]


def plan_atlas(
    dataset: Dataset, by: str, selection: Selection, only: Collection[str] = ()
) -> AtlasPlan:
    """The pages of an atlas within a selection; with `only` those ids, in the usual order.

    Subjects without any feature are left out and named. Raises ExportError where `only` names
    something that is no subject, or where no page is left.
    """
    subjects = list(SUBJECTS[by].find(dataset, selection))
    _check(only, [subject.id for subject in subjects])
    wanted = [subject for subject in subjects if not only or subject.id in only]
    pages = tuple(
        AtlasPage(subject.id, subject.name, subject.draw(), _measure(dataset, by, subject))
        for subject in wanted
        if subject.ids
    )
    if not pages:
        raise ExportError([Fault(AtlasFault.EMPTY)])
    placed = {feature_id for subject in subjects for feature_id in subject.ids}
    return AtlasPlan(
        by=by,
        title=SUBJECTS[by].title,
        filters_in_words=describe(dataset, selection),
        pages=pages,
        left_out=tuple(subject.name for subject in wanted if not subject.ids),
        unplaced=len(set(counted(dataset, selected(dataset, selection))) - placed),
    )


def _measure(dataset: Dataset, by: str, subject: _Subject) -> str:
    if by == FEATURE:
        parts = (remark(dataset, subject.id), feature_facts(dataset, subject.id).short_clause)
        return COUNT_SEPARATOR.join(filter(None, parts))
    return short_words(tally(dataset, subject.ids))


def findings_in_words(findings: PageFindings) -> list[str]:
    """One line for each finding, in Chinese: the page's name and what was found there."""
    return [
        atlas.CHECK_OF_PAGE.format(page=page, finding=finding.chinese())
        for page, finding in findings
    ]


def _check(only: Collection[str], known: Sequence[str]) -> None:
    names = ", ".join(known[:_MOST_NAMED]) + (" …" if len(known) > _MOST_NAMED else "")
    faults = [
        Fault(AtlasFault.PAGE_UNKNOWN, details={"value": page_id, "known": names})
        for page_id in only
        if page_id not in known
    ]
    if faults:
        raise ExportError(faults)


# ---------------------------------------------------------------- subjects


def _of_template(by: str) -> _Subjects:
    """One page for each value of a briefing template's filter; of the chosen ones, if any are."""
    template = TEMPLATES[by]

    def subjects(dataset: Dataset, selection: Selection) -> Iterator[_Subject]:
        for value, name, narrowed in _values(dataset, template.dimension, selection):
            yield _Subject(
                id=value,
                name=name,
                ids=tuple(selected(dataset, narrowed)),
                draw=partial(template_scene, dataset, template, value, selection),
            )

    return subjects


def _values(
    dataset: Dataset, dimension: str, selection: Selection
) -> Iterator[tuple[str, str, Selection]]:
    """Values of a filter with their labels, and the selection narrowed to each."""
    chosen = selection.chosen(dimension)
    for value in FEATURES.dimensions[dimension].values(dataset):
        # the city as a whole is no banner
        if value != CITYWIDE and (not chosen or value in chosen):
            narrowed = selection.within(Selection.of(**{dimension: [value]}))
            yield value, value_label(dataset, dimension, value), narrowed


def _units(dataset: Dataset, selection: Selection) -> Iterator[_Subject]:
    for value, name, narrowed in _values(dataset, "units", selection):
        ids = tuple(selected(dataset, narrowed))
        yield _Subject(
            id=value,
            name=name,
            ids=ids,
            draw=partial(
                _scene,
                dataset,
                ids,
                selection=narrowed,
                title=atlas.UNIT_TITLE.format(name=name),
                extent=partial(features_extent, dataset, ids),
            ),
        )


def _parks(dataset: Dataset, selection: Selection) -> Iterator[_Subject]:
    """Parks, with everything that the plan names them in."""
    named = dataset.features.loc[selected(dataset, selection), "place_ids"]
    for park in dataset.geodata.parks.itertuples():
        ids = tuple(i for i, place_ids in named.items() if park.Index in place_ids)
        name = str(park.name)
        yield _Subject(
            id=str(park.Index),
            name=name,
            ids=ids,
            draw=partial(
                _scene,
                dataset,
                ids,
                selection=selection,
                title=atlas.PARK_TITLE.format(name=name),
                extent=partial(around, [park.geometry.bounds]),
            ),
        )


def _features(dataset: Dataset, selection: Selection) -> Iterator[_Subject]:
    """One fact sheet for each feature."""
    for feature_id in selected(dataset, selection):
        name = str(dataset.features.loc[feature_id, "name"])
        yield _Subject(
            id=feature_id,
            name=name,
            ids=(feature_id,),
            draw=partial(
                _scene,
                dataset,
                (feature_id,),
                selection=selection,
                title=name,
                extent=partial(features_extent, dataset, (feature_id,)),
                bundled=False,
            ),
        )


def _scene(
    dataset: Dataset,
    ids: Sequence[str],
    *,
    selection: Selection,
    title: str,
    extent: Callable[[], Bounds],
    bundled: bool | None = None,
) -> MapScene:
    return build_scene(
        dataset,
        ids,
        selection=selection,
        title=title,
        extent=extent(),
        bundled=bundled,
    )


@dataclass(frozen=True, slots=True)
class AtlasKind:
    """What the pages of an atlas may be about.

    `code` names it in addresses and on the command line, `label` (Chinese) on the page. `find`
    gives what there can be a page for, under some filters. `unplaced` says, with a place {count},
    how many features are on no page; empty where each has one.
    """

    code: str
    label: str
    find: _Subjects
    unplaced: str

    @property
    def title(self) -> str:
        """Title of the atlas."""
        by = self.label if self.code == FEATURE else output.ATLAS_BY_EACH.format(name=self.label)
        return atlas.ATLAS_TITLE.format(by=by)


SUBJECTS: Mapping[str, AtlasKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            AtlasKind(
                "banner", output.ATLAS_BY_BANNER, _of_template("banner"), atlas.BANNER_UNPLACED
            ),
            AtlasKind("park", output.ATLAS_BY_PARK, _parks, atlas.PARK_UNPLACED),
            AtlasKind(
                "chapter", output.ATLAS_BY_CHAPTER, _of_template("chapter"), atlas.CHAPTER_UNPLACED
            ),
            AtlasKind("unit", output.ATLAS_BY_UNIT, _units, atlas.UNIT_UNPLACED),
            AtlasKind(
                "corridor",
                output.ATLAS_BY_CORRIDOR,
                _of_template("corridor"),
                atlas.CORRIDOR_UNPLACED,
            ),
            AtlasKind(FEATURE, output.ATLAS_BY_FEATURE, _features, ""),
        )
    }
)
"""What an atlas can have a page for each of."""
