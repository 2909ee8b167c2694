"""Drawing processes: the same pictures as here, in order; cancelled and lost ones are errors."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass

import pytest

from ordos_geo.analysis import Selection
from ordos_geo.cartography.atlas import DrawingPool, plan_atlas
from ordos_geo.cartography.atlas.page_job import PageJob, draw
from ordos_geo.errors import AtlasFault, ExportCancelled, ExportError, Fault, OrdosGeoError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pool(project_root):
    with DrawingPool(project_root, workers=2) as drawing_pool:
        yield drawing_pool


@pytest.fixture(scope="module")
def drawings(dataset, options):
    plan = plan_atlas(dataset, "chapter", Selection.of(group=["water", "energy"]))
    return [PageJob(page.scene, options, "png") for page in plan.pages]


@dataclass(frozen=True)
class Deadly:
    """Ends the process that receives it."""

    title: str = "第一章"

    def __reduce__(self):
        return os._exit, (7,)


def test_other_processes_draw_the_same_bytes_in_order(pool, drawings, dataset):
    told = []
    drawn = pool.draw(drawings, progress=lambda *news: told.append(news))
    assert [page.content for page in drawn] == [draw(dataset, d).content for d in drawings]
    assert [done for done, _, _ in told] == list(range(1, len(drawings) + 1))
    assert {total for _, total, _ in told} == {len(drawings)}
    assert {name for _, _, name in told} == {drawing.scene.title for drawing in drawings}


def test_a_cancelled_atlas_says_how_far_it_got_and_the_pool_goes_on(pool, drawings):
    done = []
    with pytest.raises(ExportCancelled) as raised:
        pool.draw(
            drawings * 3,
            progress=lambda *news: done.append(news),
            cancelled=lambda: len(done) >= 1,
        )
    (fault,) = raised.value.faults
    assert fault.kind is AtlasFault.CANCELLED
    assert 1 <= fault.details["done"] < fault.details["total"] == 3 * len(drawings)
    assert len(pool.draw(drawings[:1])) == 1


def test_a_lost_process_is_an_error_in_words_and_the_pool_starts_anew(pool, drawings, options):
    with pytest.raises(ExportError) as raised:
        pool.draw([PageJob(Deadly(), options, "png")])
    assert [fault.kind for fault in raised.value.faults] == [AtlasFault.WORKER_LOST]
    assert "第一章" in raised.value.chinese()
    assert len(pool.draw(drawings[:1])) == 1


def test_broken_data_are_told_by_the_processes(tmp_path, drawings):
    with DrawingPool(tmp_path, workers=1) as broken, pytest.raises(OrdosGeoError) as raised:
        broken.draw(drawings[:1])
    assert "data/vocab" in str(raised.value)


def test_errors_and_faults_survive_the_way_between_processes():
    error = ExportError(
        [
            Fault(AtlasFault.EMPTY),
            Fault(AtlasFault.CANCELLED, "f", 3, {"done": 1, "total": 2}),
        ]
    )
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is ExportError
    assert again.chinese() == error.chinese()
    assert again.english() == error.english()
