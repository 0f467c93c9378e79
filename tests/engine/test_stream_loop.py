"""The one loop: order, bounds, seams, errors, cancellation."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
import torch

from engine.context import CallbackContext, Context
from engine.errors import Cancelled, DeviceOutOfMemory, InputTruncated, InternalBug
from engine.scene import Window
from engine.stream import loop, read_ahead, windows
from engine.stream.area import Area
from engine.stream.loop import map_scene, reduce_scene, stream_batches

CPU = torch.device("cpu")
RNG = np.random.default_rng(7)


class Collect:
    """A sink that keeps everything in one array; fails if a pixel comes twice."""

    def __init__(self, height: int, width: int) -> None:
        self.values = np.full((height, width), np.nan)
        self.seen = np.zeros((height, width), int)

    def write(self, window, outputs) -> None:
        self.values[window.slices()] = outputs["score"]
        self.seen[window.slices()] += 1


class Mean:
    """The mean over bands, averaged over a square of ``2 * halo_px + 1``."""

    def __init__(self, halo_px: int = 0, overlap_px: int = 0, window_px: int | None = None) -> None:
        self.halo_px, self.overlap_px, self.window_px = halo_px, overlap_px, window_px

    def __call__(self, batch):
        side = 2 * self.halo_px + 1
        flat = batch.values.mean(1, keepdim=True)
        return torch.nn.functional.avg_pool2d(flat, side, 1, self.halo_px)

    def finish(self, blended, valid):
        return {"score": torch.where(valid, blended[0], torch.nan).numpy()}


class Total:
    def __init__(self) -> None:
        self.sum = 0.0
        self.count = 0

    def update(self, batch) -> None:
        self.sum += float(batch.values.double().sum())
        self.count += int(batch.valid.sum())


@pytest.fixture(autouse=True)
def small_windows(monkeypatch):
    """Test scenes are small; this cuts them into many windows all the same."""
    monkeypatch.setattr(windows, "WINDOW_PIXELS", 900)
    monkeypatch.setattr(loop, "CPU_PIXELS", 300)


@pytest.fixture
def cube():
    return RNG.integers(0, 10000, (4, 70, 90)).astype(np.int16)


def run(scene, plan, operator, area=None, **options):
    area = area or Area.whole(scene.grid)
    sink = Collect(area.window.height, area.window.width)
    map_scene(scene, plan, operator, sink, device=CPU, context=Context(), area=area, **options)
    return sink


def boxes(cube, halo_px):
    """Means over bands and squares, with the edges reflected."""
    mean = (cube.astype(np.float32) * np.float32(1e-4)).mean(0)
    padded = np.pad(mean, halo_px, mode="reflect")
    side = 2 * halo_px + 1
    return np.lib.stride_tricks.sliding_window_view(padded, (side, side)).mean((2, 3))


def reading_threads():
    return [t for t in threading.enumerate() if t.name.startswith("hsfm-read")]


@pytest.mark.parametrize("block", [(16, 16), (8, 90), (70, 90)])
def test_a_pointwise_map_is_the_operator_of_every_pixel(make_scene, all_bands, cube, block) -> None:
    scene = make_scene(cube, block=block)
    sink = run(scene, all_bands(scene), Mean())
    assert (sink.seen == 1).all()
    np.testing.assert_allclose(sink.values, boxes(cube, 0), rtol=1e-6)


@pytest.mark.parametrize("needs", [{"halo_px": 5}, {"halo_px": 5, "window_px": 40}])
def test_a_halo_hides_the_seams_and_reflects_at_the_edges(
    make_scene, all_bands, cube, needs
) -> None:
    scene = make_scene(cube)
    sink = run(scene, all_bands(scene), Mean(**needs))
    assert (sink.seen == 1).all()
    np.testing.assert_allclose(sink.values, boxes(cube, 5), rtol=1e-4)


def test_windows_that_agree_blend_to_what_they_agree_on(make_scene, all_bands, cube) -> None:
    scene = make_scene(cube)
    sink = run(scene, all_bands(scene), Mean(overlap_px=12, window_px=32))
    assert (sink.seen == 1).all()
    np.testing.assert_allclose(sink.values, boxes(cube, 0), rtol=1e-5)


def test_windows_that_disagree_blend_without_a_step(make_scene, all_bands) -> None:
    class Count(Mean):
        calls = 0

        def __call__(self, batch):
            made = torch.empty_like(batch.values[:, :1])
            for member in made:
                member.fill_(float(self.calls % 2))
                self.calls += 1
            return made

    scene = make_scene(np.zeros((1, 32, 200), np.int16))
    sink = run(scene, all_bands(scene), Count(overlap_px=15, window_px=32))
    steps = np.abs(np.diff(sink.values[16]))
    assert sink.values.min() == 0 and sink.values.max() == 1
    assert steps.max() <= 1 / 15


def test_the_same_input_gives_the_same_bits(make_scene, all_bands, cube) -> None:
    scene = make_scene(cube)
    operator = Mean(halo_px=3, overlap_px=8, window_px=32)
    first = run(scene, all_bands(scene), operator).values
    assert first.tobytes() == run(scene, all_bands(scene), operator).values.tobytes()


def test_the_memory_budget_does_not_change_a_pointwise_map(make_scene, all_bands) -> None:
    cube = RNG.integers(0, 10000, (30, 300, 300)).astype(np.int16)
    scene = make_scene(cube, block=(1, 300))
    small = run(scene, all_bands(scene), Mean(), memory_mib=1).values
    large = run(scene, all_bands(scene), Mean(), memory_mib=512).values
    np.testing.assert_allclose(small, large, rtol=1e-6)


def test_values_are_reflectance_and_zero_where_invalid(make_scene, all_bands) -> None:
    cube = np.full((2, 8, 8), np.nan, np.float32)
    cube[:, 4:] = 100
    valid = np.isfinite(cube).all(0)
    scene = make_scene(cube, valid=valid, gain=0.01, offset=0.5)
    (batch,) = stream_batches(
        scene,
        all_bands(scene),
        device=CPU,
        context=Context(),
        phase="map",
        area=Area.whole(scene.grid),
        memory_mib=64,
        window_px=8,
    )
    assert batch.values[0, :, 4:].unique().tolist() == [1.5]
    assert batch.values[0, :, :4].unique().tolist() == [0.0]
    np.testing.assert_array_equal(batch.valid[0].numpy(), valid)


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "uint32", "float64"])
def test_every_stored_type_becomes_float32(make_scene, all_bands, dtype) -> None:
    cube = np.array([[[0, 1, np.iinfo(np.uint8).max if dtype == "uint8" else 32767]]], dtype)
    if dtype == "uint16":
        cube[0, 0, 2] = 65535
    scene = make_scene(cube, gain=1.0)
    sink = run(scene, all_bands(scene), Mean())
    np.testing.assert_array_equal(sink.values, cube[0])


def test_weights_of_the_plan_are_applied(make_scene, weighted, cube) -> None:
    scene = make_scene(cube)
    plan = weighted([3, 1], [[0.25, 0.75]])
    sink = run(scene, plan, Mean())
    wanted = (0.25 * cube[2] + 0.75 * cube[0]) * 1e-4
    np.testing.assert_allclose(sink.values, wanted, rtol=1e-5)


def test_a_window_of_the_scene_is_mapped_as_in_the_whole_map(make_scene, all_bands, cube) -> None:
    scene = make_scene(cube)
    part = Window(10, 20, 33, 41)
    sink = run(scene, all_bands(scene), Mean(halo_px=2), Area(part))
    np.testing.assert_allclose(sink.values, boxes(cube, 2)[part.slices()], rtol=1e-4)


def square(row, col, height, width):
    x0, y0 = 4e5 + 30 * col, 5.8e6 - 30 * row
    x1, y1 = x0 + 30 * width, y0 - 30 * height
    return {"type": "Polygon", "coordinates": [[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]]}


def test_pixels_outside_the_polygons_are_not_mapped_and_far_ones_not_read(
    make_scene, all_bands, cube
) -> None:
    scene = make_scene(cube)
    area = Area(scene.grid.window, (square(3, 5, 7, 9), square(50, 70, 4, 4)))
    sink = run(scene, all_bands(scene), Mean())
    limited = run(scene, all_bands(scene), Mean(), area)
    wanted = np.zeros((70, 90), bool)
    wanted[3:10, 5:14] = wanted[50:54, 70:74] = True
    np.testing.assert_array_equal(np.isfinite(limited.values), wanted)
    np.testing.assert_array_equal(limited.values[wanted], sink.values[wanted])
    assert not limited.seen[20:40].any()


def test_a_reducer_sees_every_pixel_of_the_area_once(make_scene, all_bands, cube) -> None:
    scene, total = make_scene(cube), Total()
    area = Area(Window(5, 6, 50, 60))
    reduce_scene(
        scene, all_bands(scene), [total], device=CPU, context=Context(), area=area, memory_mib=1
    )
    assert total.count == 50 * 60
    assert total.sum == pytest.approx(cube[:, 5:55, 6:66].sum() * 1e-4, rel=1e-6)


def test_progress_runs_to_its_total_and_never_back(make_scene, all_bands, cube) -> None:
    said = []
    scene = make_scene(cube)
    context = CallbackContext(lambda kind, fields: said.append((kind, fields)))
    reduce_scene(
        scene, all_bands(scene), [], device=CPU, context=context, area=Area.whole(scene.grid)
    )
    done = [fields["done"] for kind, fields in said if kind == "progress"]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 70 * 90)
    assert {fields["total"] for _, fields in said} == {70 * 90}


def test_an_error_of_a_reader_arrives_unchanged_and_ends_all_threads(
    make_scene, all_bands, cube
) -> None:
    scene = make_scene(cube)
    fault = InputTruncated("the file ends too early")
    scene.source.fail_at[40] = fault
    with pytest.raises(InputTruncated) as caught:
        run(scene, all_bands(scene), Mean())
    assert caught.value is fault
    assert reading_threads() == []
    assert scene.source.open_now == 0


def test_windows_before_the_broken_one_are_delivered(make_scene, all_bands, cube) -> None:
    scene = make_scene(cube, block=(10, 90))
    scene.source.fail_at[65] = InputTruncated("the file ends too early")
    total = Total()
    with pytest.raises(InputTruncated):
        reduce_scene(
            scene,
            all_bands(scene),
            [total],
            device=CPU,
            context=Context(),
            area=Area.whole(scene.grid),
            memory_mib=1,
        )
    assert total.count == 60 * 90


def test_cancelling_while_windows_are_read_begins_no_other(
    make_scene, all_bands, cube, monkeypatch
) -> None:
    scene, context, told = make_scene(cube), Context(), threading.Event()
    readers, stop = set(), read_ahead._Shared.stop

    def stop_and_tell(shared):
        stop(shared)
        told.set()

    def slow(window):
        readers.add(threading.get_ident())
        context.cancel()
        told.wait(60)

    monkeypatch.setattr(read_ahead._Shared, "stop", stop_and_tell)
    scene.source.before_read = slow
    with pytest.raises(Cancelled):
        reduce_scene(
            scene, all_bands(scene), [], device=CPU, context=context, area=Area.whole(scene.grid)
        )
    assert told.is_set() and len(scene.source.reads) == len(readers)
    assert reading_threads() == []


def test_an_error_of_the_operator_ends_all_threads(make_scene, all_bands, cube) -> None:
    class Broken(Mean):
        def __call__(self, batch):
            raise ValueError("broken operator")

    scene = make_scene(cube)
    with pytest.raises(ValueError, match="broken operator"):
        run(scene, all_bands(scene), Broken())
    assert reading_threads() == []


@pytest.mark.parametrize(
    "fault",
    [
        torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"),
        MemoryError(),
    ],
)
def test_running_out_of_device_memory_has_its_own_error(make_scene, all_bands, cube, fault) -> None:
    class Greedy(Mean):
        def __call__(self, batch):
            raise fault

    scene = make_scene(cube)
    with pytest.raises(DeviceOutOfMemory, match="is full"):
        run(scene, all_bands(scene), Greedy())


def test_an_operator_that_changes_the_size_of_windows_is_found_out(
    make_scene, all_bands, cube
) -> None:
    class Shrinking(Mean):
        def __call__(self, batch):
            return batch.values[..., 1:]

    scene = make_scene(cube)
    with pytest.raises(InternalBug, match="Shrinking"):
        run(scene, all_bands(scene), Shrinking())


def test_reading_never_runs_further_ahead_than_planned(make_scene, all_bands) -> None:
    cube = RNG.integers(0, 100, (3, 400, 64)).astype(np.int16)
    scene = make_scene(cube, block=(100, 64))
    taken, most = 0, 0
    batches = stream_batches(
        scene,
        all_bands(scene),
        device=CPU,
        context=Context(),
        phase="map",
        area=Area.whole(scene.grid),
        window_px=16,
    )
    for batch in batches:
        taken += len(batch.windows)
        time.sleep(0.002)
        most = max(most, len(scene.source.reads) - taken)
    assert taken == 100
    assert most <= 10
