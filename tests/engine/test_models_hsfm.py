"""HSFM's own encoder: what it reads from a spectrum, and what it refuses."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.bands.plan import BandRequest
from engine.context import Context
from engine.errors import BandsUncovered, NoWavelengths, WrongLevel
from engine.heads.head_file import Head, head_to_bytes
from engine.heads.linear import LinearHead
from engine.models.cover_model import (
    COVERS,
    KINDS,
    TRAITS,
    UNKNOWN,
    Readings,
    cover_class,
    cover_model,
)
from engine.models.hsfm.grid import GRID_NM, bring_to_grid
from engine.models.hsfm.network import (
    FLOOR,
    PLANTS,
    SOIL,
    CoverReader,
    Spectral,
    TraitReader,
    build,
)
from engine.models.installed import installed
from engine.models.registry import backbone
from engine.scene import Band, BandTable
from engine.simulate.sensor import enmap_bands
from engine.tasks.registry import run_task

NAME = "hsfm-spectral"
SENTINEL2 = (
    (443, 492, 560, 665, 704, 740, 783, 833, 865, 945, 1614, 2202),
    (21, 66, 36, 31, 15, 15, 20, 106, 21, 20, 91, 175),
)
FINE = np.arange(402.0, 2498.0, 6.3)


def request_of(centres_nm, fwhm_nm) -> BandRequest:
    numbers = tuple(range(1, len(centres_nm) + 1))
    widths = tuple(map(float, fwhm_nm))
    return BandRequest(tuple(map(float, centres_nm)), widths, None, numbers, len(numbers))


@pytest.fixture(scope="module")
def net() -> Spectral:
    """The network of the bundled model with its weights."""
    model = installed()[NAME]
    made = build(model.config)
    model.load_into(made)
    return made


@pytest.fixture(scope="module")
def enmap() -> BandRequest:
    bands = enmap_bands()
    return request_of(bands.centre_nm, bands.fwhm_nm)


def spectra(count: int, cells: int, seed: int = 3) -> torch.Tensor:
    """Smooth reflectance ``(count, cells)``."""
    random = torch.Generator().manual_seed(seed)
    steps = torch.randn(count, cells, generator=random).cumsum(1) / cells**0.5
    return 0.25 + 0.1 * torch.tanh(steps)


def test_the_parts_of_features_are_the_cells_seen_and_the_embedding(enmap):
    made, dims = backbone(NAME), int(installed()[NAME].config["dims"])
    for request in (enmap, request_of(*SENTINEL2), request_of(FINE[FINE < 1000], (7.0,) * 95)):
        _, seen = bring_to_grid(request.centres_nm, request.fwhm_nm)
        assert made.channels(request) == (seen.sum(), dims)
        values = spectra(6, len(request.numbers)).T.reshape(1, -1, 2, 3)
        with torch.inference_mode():
            parts = made.network(request)(values, torch.ones(1, 2, 3, dtype=torch.bool))
        assert [tuple(part.shape) for part in parts] == [(1, seen.sum(), 2, 3), (1, dims, 2, 3)]
        assert all(torch.isfinite(part).all() for part in parts)


@torch.inference_mode()
def test_illumination_changes_the_level_and_not_the_shape(net):
    reflectance, seen = spectra(5, len(GRID_NM)), torch.ones(len(GRID_NM))
    shape, level = net.shaped(reflectance, seen)
    brighter, higher = net.shaped(1.7 * (reflectance + FLOOR) - FLOOR, seen)
    torch.testing.assert_close(brighter, shape, rtol=0, atol=1e-5)
    torch.testing.assert_close(higher, level + math.log(1.7), rtol=0, atol=1e-5)
    torch.testing.assert_close(shape.sum(1), torch.zeros(5), rtol=0, atol=1e-3)


@torch.inference_mode()
def test_what_is_not_seen_does_not_matter(net):
    reflectance = spectra(5, len(GRID_NM))
    seen = torch.ones(len(GRID_NM))
    seen[30:60] = 0
    changed = reflectance.clone()
    changed[:, 30:60] = torch.tensor([-0.2, 0.9, 5.0]).repeat(10)
    one, other = net(reflectance, seen), net(changed, seen)
    assert torch.equal(one.embedding, other.embedding)
    assert torch.equal(net.misfit(one, seen), net.misfit(other, seen))
    assert not one.shape[:, 30:60].any()
    assert not torch.equal(net(reflectance, torch.ones(len(GRID_NM))).embedding, one.embedding)


@torch.inference_mode()
def test_bands_in_another_order_give_the_same_features_and_covers(enmap):
    order = np.random.default_rng(1).permutation(len(enmap.numbers))
    mixed = request_of(np.array(enmap.centres_nm)[order], np.array(enmap.fwhm_nm)[order])
    values, valid = spectra(4, len(order)).T.reshape(1, -1, 2, 2), torch.ones(1, 2, 2).bool()
    for make in (backbone(NAME).network, cover_model(NAME).covers, cover_model(NAME).traits):
        for one, other in zip(make(enmap)(values, valid), make(mixed)(values[:, order], valid)):
            torch.testing.assert_close(one.float(), other.float(), rtol=1e-4, atol=1e-4)


@torch.inference_mode()
def test_members_of_a_batch_do_not_see_each_other(enmap):
    values = spectra(12, len(enmap.numbers)).reshape(3, 2, 2, -1).movedim(-1, 1)
    valid = torch.ones(3, 2, 2, dtype=torch.bool)
    for make in (backbone(NAME).network, cover_model(NAME).covers, cover_model(NAME).traits):
        module = make(enmap)
        together = module(values, valid)
        for number in range(3):
            alone = module(values[number : number + 1], valid[:1])
            for part, one in zip(together, alone):
                torch.testing.assert_close(part[number].float(), one[0].float(), rtol=1e-4,
                                           atol=1e-4)  # fmt: skip


def test_a_head_on_it_can_be_exported(enmap, tmp_path):
    made = backbone(NAME)
    rng = np.random.default_rng(2)
    weight = 0.1 * rng.standard_normal((3, sum(made.channels(enmap)))).astype(np.float32)
    classes = tuple(
        {"value": n, "name": f"class {n}", "color": f"#{n}{n}{n}{n}{n}{n}"} for n in (1, 2, 3)
    )
    linear = LinearHead(weight, np.zeros(3, np.float32), 1.5)
    head = Head(linear, classes, made.id, made.hash, enmap, "L2A")
    (tmp_path / "h.hsfm").write_bytes(head_to_bytes(head))
    values = {"head": tmp_path / "h.hsfm", "out": tmp_path / "h.onnx"}
    result = run_task("export", values, Context())
    assert result.metrics["agreement"]["equal_labels"] >= 0.999
    assert result.metrics["agreement"]["largest_difference"] < 1e-3


def test_scenes_that_it_cannot_read_are_refused(make_scene):
    scene = make_scene(np.full((60, 4, 4), 3000, np.int16))
    for made in (backbone(NAME), cover_model(NAME)):
        plan, request = made.plan(scene)
        assert len(plan.read) == len(request.numbers) == 60
        with pytest.raises(WrongLevel, match="L1C"):
            made.plan(replace(scene, level="L1C"))
        with pytest.raises(NoWavelengths, match="wavelengths"):
            made.plan(replace(scene, bands=BandTable((Band(1), Band(2)))))
        with pytest.raises(BandsUncovered, match=rf"see [5-9] of the {len(GRID_NM)} wavelengths"):
            made.plan(scene, "1-5")


STD = 0.1


def readings(*pixels: dict[str, float], std: float = STD, unfamiliar: float = 0.0) -> Readings:
    """Of a row of pixels, by the names of covers; those that are not named have 0."""
    names = [cover.name for cover in COVERS]
    made = torch.zeros(1, len(COVERS), 1, len(pixels))
    for number, fractions in enumerate(pixels):
        for name, fraction in fractions.items():
            made[0, names.index(name), 0, number] = fraction
    return Readings(made, torch.full_like(made, std), torch.full((1, 1, len(pixels)), unfamiliar))


def named(found: Readings, **options: float) -> list[str]:
    names = {cover.value: cover.name for cover in (*COVERS, UNKNOWN)}
    value, _ = cover_class(found, **options)
    assert value.dtype == torch.uint8
    return [names[each] for each in value[0, 0].tolist()]


def test_the_largest_kind_leads_and_in_it_the_largest_cover():
    made = readings(
        {"water": 0.8, "trees": 0.2},
        {"trees": 0.3, "low vegetation": 0.35, "built-up": 0.35},
        {"built-up": 0.3, "bare soil": 0.25, "trees": 0.45},
        {"water": 0.5, "snow and ice": 0.5},
    )
    assert named(made) == ["water", "low vegetation", "built-up", UNKNOWN.name]


def test_the_confidence_is_the_chance_that_the_leading_kind_is_the_largest():
    kind_of = {name: kind for kind in KINDS for name in kind}
    assert set(kind_of) == {cover.name for cover in COVERS}
    for one, other, lead in (("water", "snow and ice", 0.2), ("trees", "rock", 0.1)):
        made = readings({one: 0.5 + lead / 2, other: 0.5 - lead / 2})
        spread = STD * math.sqrt(len(kind_of[one]) + len(kind_of[other]))
        expected = 0.5 * (1 + math.erf(lead / spread / math.sqrt(2)))
        assert cover_class(made)[1].item() == pytest.approx(expected, abs=1e-5)


def test_nobody_knows_where_it_is_unsure_or_unfamiliar():
    close = {"water": 0.51, "snow and ice": 0.49}
    assert named(readings(close, std=0.01)) == ["water"]
    assert named(readings(close, std=1.0)) == [UNKNOWN.name]
    assert named(readings(close, std=1.0), certainty=0.0) == ["water"]
    for unfamiliar, wanted in ((0.99, "water"), (1.01, UNKNOWN.name)):
        made = readings({"water": 1.0}, unfamiliar=unfamiliar)
        assert named(made) == [wanted]
        assert cover_class(made)[1].item() > 0.99


@pytest.fixture
def sure() -> Spectral:
    """An untrained network that reads the middle of every trait's range from anything."""
    made = build(installed()[NAME].config).eval()
    with torch.no_grad():
        for layer in (made.fractions, made.traits):
            layer.weight.zero_()
            layer.bias.zero_()
        made.trait_mean.copy_(torch.tensor([(t.low + t.high) / 2 for t in TRAITS]))
        made.misfit_limit.fill_(1e6)
    return made


def read_traits(net: Spectral):
    cells = len(GRID_NM)
    reader = TraitReader(net, np.eye(cells, dtype=np.float32), np.ones(cells, bool))
    with torch.inference_mode():
        made = reader(spectra(1, cells).reshape(1, cells, 1, 1), torch.ones(1, 1, 1).bool())
    return [each[0, :, 0, 0] for each in made]


@pytest.mark.parametrize(("carrier", "moist"), [(PLANTS[0], False), (SOIL[0], True), (0, None)])
def test_traits_are_shown_where_there_is_enough_of_what_has_them(sure, carrier, moist):
    with torch.no_grad():
        sure.fractions.bias[carrier] = 20.0
    values, std, inside = read_traits(sure)
    assert inside.tolist() == [
        moist is not None and (trait.name == "soil_moisture") == moist for trait in TRAITS
    ]
    np.testing.assert_allclose(values, [(t.low + t.high) / 2 for t in TRAITS], rtol=1e-5)
    assert (std > 0).all()


def test_traits_are_hidden_out_of_range_and_where_the_spectrum_is_unfamiliar(sure):
    with torch.no_grad():
        sure.fractions.bias[PLANTS[0]] = 20.0
        sure.trait_mean[0] = TRAITS[0].high * 1.1
    assert read_traits(sure)[2].tolist() == [False, True, True, True, False]
    with torch.no_grad():
        sure.misfit_limit.fill_(1e-9)
    assert not read_traits(sure)[2].any()


@torch.inference_mode()
def test_a_spectrum_that_cannot_be_rebuilt_is_less_familiar(net):
    cells = len(GRID_NM)
    reader = CoverReader(net, np.eye(cells, dtype=np.float32), np.ones(cells, bool))
    smooth = spectra(8, cells)
    jagged = smooth * (1 + 0.8 * (-1.0) ** torch.arange(cells))
    pixels = torch.cat([smooth, jagged]).T.reshape(1, cells, 2, 8)
    unfamiliar = reader(pixels, torch.ones(1, 2, 8).bool()).unfamiliar[0]
    assert (unfamiliar[1] > unfamiliar[0]).all()
    assert (unfamiliar[1] > 1).all()


@pytest.mark.parametrize("reflectance", [0.0, -0.01, 30.0])
def test_what_holds_no_light_or_too_much_is_unfamiliar(reflectance):
    reader, bands = _untrained_reader()
    values = torch.full((1, bands, 1, 2), reflectance)
    assert (reader(values, torch.ones(1, 1, 2, dtype=torch.bool)).unfamiliar > 1).all()


def _untrained_reader():
    centres = np.arange(420.0, 2450.0, 10.0)
    weights, seen = bring_to_grid(centres, np.full(len(centres), 10.0))
    net = build({"width": 16, "dims": 8, "blocks": 1})
    net.misfit_limit.fill_(1e6)
    return CoverReader(net, weights, seen).eval(), len(centres)
