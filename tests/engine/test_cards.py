"""Cards say what is known of every model, and the code knows every network that they name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
import torch

from engine.models import card as card_module
from engine.models.card import CARDS, SUMS, Card, cards
from engine.models.registry import families

EXPECTED = {
    *(f"spectralearth-vit-{size}-mae" for size in "sblhg"),
    *(f"spectralearth-{net}-{how}" for net in ("vit-s", "rn50") for how in ("moco", "dino")),
    *(f"hypersigma-{branch}-{size}" for branch in ("spat", "spec") for size in "blh"),
    *("spectralgpt-base", "spectralgpt-plus", "dofa-base", "dofa-large"),
    *("panopticon-vit-b", "spectf-cloud"),
}
BUNDLED = {"hsfm-spectral"}


def _published() -> list[Card]:
    return [card for card in cards().values() if not card.bundled]


def _bundled() -> list[Card]:
    return [card for card in cards().values() if card.bundled]


def test_every_model_of_the_specification_has_a_card():
    assert {card.id for card in _published()} == EXPECTED
    assert {card.id for card in _bundled()} == BUNDLED


def test_the_bundled_model_is_the_first_in_lists():
    assert next(iter(cards())) == "hsfm-spectral"


@pytest.mark.parametrize("card", cards().values(), ids=lambda card: card.id)
def test_a_card_says_what_it_must(card: Card):
    family = families()[card.family]
    assert card.kind == family.kind
    for text in (card.title, card.size, card.good_for, card.sensor, card.bands, card.citation):
        assert text.strip()
    assert card.parameters > 0 and card.licence and card.limits and card.unknown
    sentences = (*card.limits, *card.unknown, *card.evaluated, *card.fails_where)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert urlsplit(card.page).scheme == "https"


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_card_has_no_gap_left_to_fill(path: Path):
    assert "@@" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("card", _published(), ids=lambda card: card.id)
def test_a_card_of_a_published_file_says_where_it_comes_from(card: Card):
    assert card.url == "" or urlsplit(card.url).scheme == "https"
    assert bool(card.url) == bool(card.file)
    assert card.url or any("file" in sentence for sentence in card.unknown)
    assert card.sha256 or any("checksum" in sentence for sentence in card.unknown)
    assert not card.url_verified, "nobody has seen any of these files from here"
    assert card.licence_clear == card.licence.startswith(("Apache-2.0", "CC-BY-4.0"))


@pytest.mark.parametrize("card", _bundled(), ids=lambda card: card.id)
def test_a_card_of_a_bundled_model_says_how_it_was_made(card: Card):
    assert (card.url, card.file, card.download_bytes, card.url_verified) == ("", "", 0, False)
    assert card.sha256 == "", "its record has it"
    assert card.licence_clear and card.licence.startswith("GPL-3.0-or-later")
    assert card.trained_on and card.evaluated and card.fails_where
    assert card.made_by == ("make pretrain",)


def test_the_bundled_model_names_every_source_of_spectra_with_its_licence(shared_data: Path):
    with np.load(shared_data / "speclib" / "speclib.npz") as library:
        found = set(zip(library["source"].tolist(), library["license"].tolist(), strict=True))
    told = cards()["hsfm-spectral"].trained_on
    for source, licence in sorted(found):
        assert any(source in line and f"; {licence}" in line for line in told), (source, licence)


def test_the_bundled_model_tells_how_many_spectra_of_each_source_it_saw(shared_data: Path):
    from engine.pretrain.library_pool import held_out, library_pool

    pool = library_pool(shared_data / "speclib" / "speclib.npz")
    apart = held_out(pool)
    told = cards()["hsfm-spectral"].trained_on
    assert any(line.startswith(f"{(~apart).sum():,} measured spectra") for line in told)
    assert any(line.startswith(f"Held out, for tests alone: {apart.sum()} ") for line in told)
    own = np.array([str(source).partition(" ")[0] for source in pool.source])
    for source in np.unique(own):
        seen = (own == source) & ~apart
        count = (seen if seen.any() else own == source).sum()
        assert any(source in line and f", {count:,};" in line for line in told), (source, count)


def test_files_have_names_of_their_own_for_a_mirror():
    files = [card.file for card in cards().values() if card.file]
    assert len(files) == len(set(files))


def test_every_checksum_belongs_to_a_card():
    lines = (CARDS / SUMS).read_text(encoding="ascii").splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"[0-9a-f]{64}  [a-z0-9.-]+", line)
        assert line.split()[1] in cards()


def test_networks_that_are_blind_beyond_2290_nm_say_so():
    for card in cards().values():
        if card.family == "spectralearth":
            assert any("2290 nm" in sentence for sentence in card.limits), card.id


CONFIGS: dict[str, tuple[str, dict[str, Any]]] = {
    "spectralearth-vit-s-mae": (
        "spectralearth",
        {"dim": 384, "depth": 12, "heads": 6, "hidden": 1536, "patch": 4, "side": 32},
    ),
    "dofa-base": ("dofa", {"dim": 768, "depth": 12, "heads": 12, "patch": 16, "side": 14}),
    "spectf-cloud": ("spectf", {"dim": 64, "heads": 8, "hidden": 64, "classes": 2}),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_the_family_calls_a_published_network_by_the_size_on_its_card(name: str):
    family = families()[CONFIGS[name][0]]
    with torch.device("meta"):
        network = family.build(CONFIGS[name][1])
    state = network.state_dict()
    found = family.detect({key: tuple(tensor.shape) for key, tensor in state.items()})
    assert found is not None and found.size == cards()[name].size
    assert found.config == CONFIGS[name][1]
    assert sum(p.numel() for p in network.parameters()) == cards()[name].parameters


def test_sizes_are_those_that_the_families_know():
    from engine.models.dofa.adapter import _SIZES as DOFA
    from engine.models.hypersigma.adapter import SIZES as HYPERSIGMA
    from engine.models.panopticon.adapter import _SIZES as PANOPTICON
    from engine.models.spectralearth.adapter import RESNET
    from engine.models.spectralearth.adapter import SIZES as SPECTRALEARTH
    from engine.models.spectralgpt.adapter import SIZES as SPECTRALGPT

    known = {
        "hsfm": {"spectral"},
        "dofa": {name for name, _ in DOFA.values()},
        "hypersigma": {
            f"{way}-{name}" for way in ("spat", "spec") for name, _ in HYPERSIGMA.values()
        },
        "panopticon": {name for name, _ in PANOPTICON.values()},
        "spectralearth": {RESNET, *(name for name, _ in SPECTRALEARTH.values())},
        "spectralgpt": set(SPECTRALGPT.values()),
        "spectf": {"spectf"},
    }
    for card in cards().values():
        assert card.size in known[card.family], card.id


def test_a_card_with_an_unknown_entry_is_a_mistake(tmp_path: Path):
    (tmp_path / "x.toml").write_text('colour = "red"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="colour"):
        card_module._read(tmp_path / "x.toml", {})


def test_cards_can_be_sent():
    from dataclasses import asdict

    for card in cards().values():
        json.dumps(asdict(card), allow_nan=False)
