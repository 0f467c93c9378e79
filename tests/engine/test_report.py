"""The report of a classifier: one page that is complete, safe and always the same."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
import rasterio
from affine import Affine

from engine.bands.plan import BandRequest
from engine.context import Context
from engine.errors import (
    BadParameter,
    Cancelled,
    InputNotFound,
    InputUnreadable,
    ModelCorrupt,
    ModelUnsupportedLayout,
    WriteFailed,
)
from engine.heads.head_file import Head, head_to_bytes
from engine.heads.linear import LinearHead
from engine.output.class_table import ClassEntry, attribute_table_xml
from engine.tasks.registry import run_task

BAD = '<script>alert(1)</script> $x_1$ & "co"'
NAMES = ("water", BAD, "tree")
COLORS = ("#0000ff", "#aa8800", "#006600")
CLASSES = tuple(
    {"value": n + 1, "name": name, "color": color}
    for n, (name, color) in enumerate(zip(NAMES, COLORS))
)
CENTRES = (450.0, 550.0, 1300.0, 1500.0, 1700.0)
SECTIONS = ("map", "accuracy", "classes", "confusion", "probabilities", "held-out", "curve")
SECTIONS = (*SECTIONS, "spectra", "members", "provenance", "warnings")


def _spread(mean):
    return {"mean": mean, "std": 0.05}


METRICS = {
    "overall_accuracy": _spread(0.8123),
    "balanced_accuracy": _spread(0.7),
    "kappa": _spread(0.66),
    "folds": 3,
    "repeats": 2,
    "polygons": 31,
    "pixels": 12_345,
    "temperature": 1.5,
    "held_out_distance_px": {"minimum": 4.0, "median": 9.5},
    "per_class": [
        {
            **entry,
            "precision": 0.5,
            "recall": 0.25,
            "f1": None,
            "iou": 0.2,
            "f1_std": 0.1,
            "support_px": 10,
            "polygons": 3,
            "pixels": 1_100,
        }
        for entry in CLASSES
    ],
    "confusion": {"labels": [1, 2, 3], "matrix": [[9, 1, 0], [2, 4321, 3], [0, 0, 0]]},
    "classifier": [{"member": "kernel on log", "weight": 0.75, "penalty": 3.0}],
    "baseline": [
        {
            "name": "random forest",
            "overall_accuracy": _spread(0.71),
            "balanced_accuracy": _spread(0.61),
            "train_ahead": _spread(0.09),
        }
    ],
    "winner": "train",
    "calibration": {"ece_before": 0.123, "ece_after": 0.045},
    "conformal": {"error_rate": 0.1, "coverage": 0.91, "mean_size": 1.4},
    "best_epoch": 2,
    "warnings": ["soil has <2> polygons"],
}
EVIDENCE = {
    "places": {
        "rows": [0, 5, 9, 3],
        "cols": [1, 2, 3, 11],
        "class": [1, 2, 3, 1],
        "fold": [0, 1, -1, 2],
    },
    "shape": [10, 12],
    "reliability": {
        name: {"confidence": [0.4, 0.9], "accuracy": [0.5, 0.8], "pixels": [5, 5]}
        for name in ("before", "after")
    },
    "curve": [
        {"epoch": n, "loss": 1 / n, "held_out_loss": 1.2 / n, "held_out_accuracy": 0.2 * n}
        for n in (1, 2, 3)
    ],
    "spectra": {
        "centres_nm": list(CENTRES),
        "bands": [1, 2, 3, 4, 5],
        "unusable": [[1350.0, 1450.0]],
        "classes": [
            {
                **entry,
                "pixels": 4,
                "mean": [0.1 * (n + 1)] * 5,
                "low": [0.05] * 5,
                "high": [0.4] * 5,
            }
            for n, entry in enumerate(CLASSES)
        ],
        "polygons": [
            {"row": 3, "col": 4, "x": 400_015.0, "y": 5_799_985.0, "class": 2, "pixels": 7}
            | {"distance": 5.0, "is_far": True}
        ],
    },
}


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture
def head():
    scores = LinearHead(np.ones((3, 5), np.float32), np.zeros(3, np.float32), 1.5)
    request = BandRequest(CENTRES, (6.5,) * 5, ("VNIR",) * 5, (1, 2, 3, 4, 5), 5)
    training = {"scene": "made <up>", "sensor": "EnMAP", "labels": "l.gpkg", "seed": 0}
    return Head(
        scores,
        CLASSES,
        "spectra",
        "abc123",
        request,
        "L2A",
        training,
        METRICS,
        evidence=EVIDENCE,
    )


@pytest.fixture
def write(tmp_path):
    """Writes a head, and its report; gives the text of the page and the result."""

    def made(head, context=None, **given):
        path = tmp_path / "fields.hsfm"
        path.write_bytes(head_to_bytes(head))
        out = tmp_path / "report.html"
        values = {"head": str(path), "out": str(out), **given}
        result = run_task("report", values, context or Context())
        return out.read_text(encoding="utf-8"), result

    return made


@pytest.fixture
def class_map(tmp_path):
    """Writes a map of the three classes, 30 m a pixel."""

    def made(side=20, names=NAMES, crs="EPSG:32633", pixel=30.0, corner=(4e5, 5.8e6)):
        values = np.zeros((side, 2 * side), np.uint8)
        values[:, : side // 2] = 1
        values[:, side // 2 : side] = 3
        path = tmp_path / "map.tif"
        transform = Affine(pixel, 0, corner[0], 0, -pixel, corner[1])
        size = {"height": side, "width": 2 * side, "count": 1, "dtype": "uint8", "nodata": 0}
        with rasterio.open(path, "w", driver="GTiff", crs=crs, transform=transform, **size) as file:
            file.write(values, 1)
        entries = [ClassEntry(n + 1, name, COLORS[n]) for n, name in enumerate(names)]
        table = attribute_table_xml(entries)
        (tmp_path / "map.tif.aux.xml").write_text(table, encoding="utf-8")
        return str(path)

    return made


class _Page(HTMLParser):
    """Tags, ids, addresses and the text of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.addresses, self.open, self.words = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.addresses += [v for k, v in attrs if k.split(":")[-1] in ("src", "href")]
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def test_every_section_is_there_and_every_tag_is_closed(head, write, class_map):
    text, result = write(head, map=class_map())
    page = _Page(text)
    assert page.open == []
    assert set(SECTIONS) <= set(page.ids)
    assert "missing" not in re.findall(r'class="([^"]*)"', text)
    assert page.tags.count("svg") == 4
    for shown in ("81.2 ± 5.0", "70.0 ± 5.0", "0.66 ± 0.05", "random forest", "+9.0 ± 5.0"):
        assert shown in page.text
    for shown in ("4.5 %", "91.0 %", "kernel on log", "made <up> (L2A)", "abc123", "12 345"):
        assert shown in page.text
    assert [each.role for each in result.outputs] == ["report"]
    assert result.metrics["missing"] == []


def test_nothing_comes_from_outside(head, write, class_map):
    text, _ = write(head, map=class_map())
    page = _Page(text)
    assert not re.search(r"https?:|url\((?!#)|@import", text)
    assert all(each.startswith(("#", "data:image/png;base64,")) for each in page.addresses)
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    inside = [each[1:] for each in page.addresses if each.startswith("#")]
    inside += re.findall(r"url\(#([^)]*)\)", text)
    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_names_are_escaped_and_not_read_as_formulas(head, write, class_map):
    text, _ = write(head, map=class_map())
    page = _Page(text)
    assert "<script" not in text
    assert "soil has <2> polygons" in page.text
    assert page.text.count("$x_1$") >= 3  # tables, and the title of a panel of the spectra


def test_a_colour_that_is_none_reaches_no_style(head, write):
    rows = [{**row, "color": "red; background: url(//outside/x)"} for row in METRICS["per_class"]]
    text, _ = write(replace(head, metrics={**METRICS, "per_class": rows}))
    assert "outside" not in text


def test_a_head_of_an_older_version_says_what_is_missing(head, write):
    old = replace(head, metrics={"balanced_accuracy": _spread(0.5)}, training={}, evidence={})
    text, result = write(old)
    page = _Page(text)
    assert result.metrics["missing"] == ["places", "reliability", "spectra"]
    assert "svg" not in page.tags and "img" not in page.tags
    assert page.text.count("trained with an older version of HSFM") == 3
    assert "curve" not in page.ids and "map" not in page.ids


def test_a_head_with_nothing_held_out_says_so_instead(head, write):
    nothing = {"mean": None, "std": None}
    metrics = {**METRICS, "folds": 0, "overall_accuracy": nothing, "winner": None, "baseline": []}
    text, result = write(
        replace(head, metrics=metrics, evidence={**EVIDENCE, "reliability": {}, "spectra": {}})
    )
    page = _Page(text)
    assert result.metrics["missing"] == []
    assert "The accuracy is unknown" in page.text
    assert "no diagram of the probabilities. No polygons could be held out." in page.text
    assert "older version" not in page.text


def test_an_accuracy_measured_once_has_no_spread_and_a_tie_no_winner(head, write):
    once = {name: {"mean": 0.8, "std": None} for name in ("overall_accuracy", "kappa")}
    metrics = {**METRICS, **once, "folds": 1, "repeats": 1, "winner": "tie"}
    page = _Page(write(replace(head, metrics=metrics))[0])
    assert "Measured once" in page.text
    assert "standard deviation over" not in page.text
    assert "80.0 ±" not in page.text
    assert "as good as the best of the others" in page.text


def test_the_map_keeps_its_colours_and_its_scale(head, write, class_map):
    text, _ = write(head, map=class_map(side=20))
    png = base64.b64decode(re.search(r"base64,([^\"]+)", text)[1])
    with rasterio.MemoryFile(png) as memory, rasterio.open(memory) as file:
        place, colors = file.read(1), file.colormap(1)
    assert place.shape == (20, 40)
    assert colors[place[0, 0]][:3] == (0, 0, 255) and colors[place[0, 15]][:3] == (0, 102, 0)
    assert colors[place[0, 30]][3] == 0
    page = _Page(text)
    assert "200 m" in page.text  # of 1200 m, at most 30 %
    assert "width: 16.667%" in text
    assert "18.0" in page.text  # 200 pixels of 900 m²


def test_a_map_larger_than_the_picture_is_made_smaller(head, write, class_map):
    text, _ = write(head, map=class_map(side=1_500))
    png = base64.b64decode(re.search(r"base64,([^\"]+)", text)[1])
    with rasterio.MemoryFile(png) as memory, rasterio.open(memory) as file:
        assert (file.height, file.width) == (600, 1200)
    assert "20 km" in _Page(text).text


def test_a_map_in_degrees_has_a_scale_of_its_latitude(head, write, class_map):
    """A degree along 60 degrees north is 55.8 km on the WGS 84 ellipsoid."""
    text, _ = write(head, map=class_map(crs="EPSG:4326", pixel=0.01, corner=(13.0, 60.1)))
    assert "5 km" in _Page(text).text
    percent = float(re.search(r'style="width: ([\d.]+)%', text)[1])
    assert percent / 100 * 40 * 558.0 == pytest.approx(5000, rel=0.01)


def test_a_map_without_coordinates_has_no_scale(head, write, class_map):
    text, _ = write(head, map=class_map(crs=None))
    assert "the map has no scale" in _Page(text).text
    assert "n/a" in text


def test_a_map_of_other_classes_is_said(head, write, class_map):
    _, result = write(head, map=class_map(names=("water", BAD, "steppe")))
    assert any("3 steppe" in text for text in result.metrics["warnings"])


def test_the_same_input_gives_the_same_bytes(head, write, class_map):
    path = class_map()
    assert write(head, map=path)[0] == write(head, map=path)[0]


def test_what_is_no_head_is_refused(tmp_path):
    path = tmp_path / "no.hsfm"
    path.write_text("hello")
    with pytest.raises((ModelCorrupt, ModelUnsupportedLayout)):
        run_task("report", {"head": str(path), "out": str(tmp_path / "r.html")}, Context())
    with pytest.raises(InputNotFound):
        run_task("report", {"head": "nobody", "out": str(tmp_path / "r.html")}, Context())
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"evidence": {**EVIDENCE, "spectra": {"classes": [{"pixels": 3}]}}}, "spectra"),
        ({"evidence": {**EVIDENCE, "curve": [{"epoch": "x"}]}}, "training curve"),
        ({"metrics": {**METRICS, "confusion": {"labels": [1]}}}, "confusion matrix"),
        ({"metrics": {**METRICS, "per_class": [{"value": 1}]}}, "accuracy"),
        ({"metrics": {**METRICS, "baseline": [{"name": "x"}]}}, "accuracy"),
    ],
)
def test_tables_that_are_none_are_refused(head, write, changed, part):
    with pytest.raises(ModelCorrupt, match=part):
        write(replace(head, **changed))


def test_what_is_no_class_map_is_refused(head, write, tmp_path):
    with pytest.raises(InputNotFound):
        write(head, map=str(tmp_path / "none.tif"))
    (tmp_path / "text.tif").write_text("hello")
    with pytest.raises(InputUnreadable):
        write(head, map=str(tmp_path / "text.tif"))


def test_a_report_replaces_neither_its_head_nor_a_folder(head, write, tmp_path):
    with pytest.raises(WriteFailed):
        write(head, out=str(tmp_path / "nowhere" / "r.html"))
    with pytest.raises(BadParameter):
        write(head, out=str(tmp_path / "fields.hsfm"))


def test_it_can_be_cancelled(head, write, class_map, tmp_path):
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        write(head, context=context, map=class_map())
    assert not (tmp_path / "report.html").exists()
