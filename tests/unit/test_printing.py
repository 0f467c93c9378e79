"""Results in words, from the metrics that tasks give back."""

from __future__ import annotations

import pytest

from engine.console.printing import describe_result
from engine.console.terminal import duration_text, step_text
from engine.console.words import table
from engine.progress import ProgressMeter, Step

from .printed import row_of

TRAINED = {
    "overall_accuracy": {"mean": 0.91, "std": 0.02},
    "balanced_accuracy": {"mean": 0.876, "std": 0.031},
    "kappa": {"mean": 0.88, "std": None},
    "folds": 5,
    "repeats": 2,
    "polygons": 43,
    "pixels": 1234,
    "per_class": [
        {
            "value": 1,
            "name": "Water",
            "color": "#0000ff",
            "precision": 1.0,
            "recall": 0.9,
            "f1": 0.947,
            "f1_std": 0.021,
            "iou": 0.9,
            "support_px": 1000,
            "polygons": 20,
            "pixels": 1000,
        },
        {
            "value": 7,
            "name": "Bare soil",
            "color": "#aa8800",
            "precision": None,
            "recall": 0.0,
            "f1": None,
            "iou": 0.0,
            "support_px": 234,
            "polygons": 23,
            "pixels": 234,
        },
    ],
    "confusion": {"labels": [1, 7], "matrix": [[900, 100], [4, 230]]},
    "baseline": [
        {
            "name": "random forest",
            "overall_accuracy": {"mean": 0.9, "std": 0.03},
            "balanced_accuracy": {"mean": 0.9, "std": 0.04},
            "train_ahead": {"mean": -0.024, "std": 0.01},
        }
    ],
    "winner": "random forest",
    "calibration": {"ece_before": 0.1, "ece_after": 0.04},
    "conformal": {"error_rate": 0.1, "coverage": 0.912, "mean_size": 1.31},
    "warnings": ["Bare soil has few polygons."],
}


def test_training_shows_accuracy_a_row_for_each_class_and_the_confusion_matrix() -> None:
    text = describe_result("train", {"outputs": [], "metrics": TRAINED})
    assert "Balanced accuracy  87.6 ± 3.1 %" in text
    assert "Kappa              0.88\n" in text
    assert row_of(text, "Water", after="Class") == "Water 0.95 0.02 1.00 0.90 0.90 20 1,000"
    assert row_of(text, "Bare", after="Class") == "Bare soil n/a n/a n/a 0.00 0.00 23 234"
    assert row_of(text, "1", after="Reference") == "1 Water 900 100"
    assert "Warning: Bare soil has few polygons." in text


def test_training_says_who_won_and_how_far_probabilities_and_sets_can_be_believed() -> None:
    text = describe_result("train", {"outputs": [], "metrics": TRAINED})
    row = row_of(text, "Random", after="On the same bands")
    assert row == "Random forest 90.0 ± 3.0 90.0 ± 4.0 -2.4 ± 1.0"
    assert "The random forest is ahead of Train." in text
    assert "off by 4.0 % on average (10.0 % before calibration)" in text
    assert "hold the true class of 91.2 % and 1.3 classes" in text
    assert "5 folds, 2 different splits" in text


@pytest.mark.parametrize(
    ("winner", "words"), [("train", "Train is ahead of them."), ("tie", "Train is as good as")]
)
def test_training_says_a_win_and_a_tie_as_such(winner: str, words: str) -> None:
    text = describe_result("train", {"outputs": [], "metrics": {**TRAINED, "winner": winner}})
    assert words in text


def test_training_without_a_comparison_or_a_spread_names_neither() -> None:
    once = {"mean": 0.9, "std": None}
    metrics = {**TRAINED, "baseline": [], "winner": None, "balanced_accuracy": once}
    text = describe_result("train", {"outputs": [], "metrics": metrics})
    assert "Balanced accuracy  90.0 %" in text
    assert "ahead" not in text


ASSESSED = {
    "overall_accuracy": 0.95,
    "balanced_accuracy": 0.9,
    "kappa": 0.8,
    "pixels": 640,
    "polygons": 640,
    "per_class": [
        {
            "value": 3,
            "name": "Water",
            "precision": 0.9,
            "recall": 0.8,
            "f1": 0.85,
            "iou": 0.7,
            "support_px": 75,
        }
    ],
    "confusion": {"labels": [3], "matrix": [[75]]},
    "area": None,
    "area_refused": "No random sample.",
    "warnings": [],
}


def test_a_report_names_what_an_older_head_lacks() -> None:
    written = [{"role": "report", "path": "/tmp/r.html"}]
    for missing, said in ((["places", "spectra"], True), ([], False)):
        found = {"missing": missing, "warnings": [], "bytes": 1}
        text = describe_result("report", {"outputs": written, "metrics": found})
        assert ("does not hold places, spectra" in text) == said
        assert "Wrote report: /tmp/r.html" in text


def test_an_assessment_without_a_random_sample_says_why_there_are_no_areas() -> None:
    text = describe_result("assess", {"outputs": [], "metrics": ASSESSED})
    assert "Overall accuracy   95.0 %" in text
    assert row_of(text, "Water", after="Class") == "Water 0.85 0.90 0.80 0.70 75"
    assert "No random sample." in text


def test_an_assessment_of_a_random_sample_shows_areas_with_intervals() -> None:
    row = {"value": 3, "name": "Water", "mapped_ha": 18000.0, "area_ha": 21158.0}
    row |= {"ci95_ha": 6158.0, "share": 0.0235, "share_ci95": 0.0068, "users": 0.88}
    row |= {"users_ci95": 0.074, "producers": None, "producers_ci95": None}
    area = {"overall_accuracy": 0.947, "overall_accuracy_ci95": 0.018, "classes": [row]}
    text = describe_result("assess", {"outputs": [], "metrics": {**ASSESSED, "area": area}})
    wanted = "3 Water 18,000.0 21,158.0 ± 6,158.0 2.4 ± 0.7 88.0 ± 7.4 n/a"
    assert row_of(text, "3", after="Estimated") == wanted
    assert "94.7 ± 1.8 %" in text


def test_classification_shows_the_area_of_each_class_and_where_the_map_is() -> None:
    metrics = {
        "classes": [
            {
                "value": 1,
                "name": "Water",
                "color": "#0000ff",
                "pixels": 12345,
                "area_ha": 1111.05,
                "mean_confidence": None,
            }
        ],
        "pixels": {"mapped": 12345, "not_mapped": 10, "within_polygons": False},
        "warnings": [],
    }
    outputs = [{"role": "class_map", "path": "/maps/m.tif", "kind": "classes"}]
    text = describe_result("classify", {"outputs": outputs, "metrics": metrics})
    assert row_of(text, "1", after="Class") == "1 Water 12,345 1,111.0 n/a"
    assert text.endswith("Wrote class map: /maps/m.tif")


def test_columns_line_up() -> None:
    lines = table(("Name", "N"), [("a", "1"), ("longer", "1,000")])
    assert lines == ["Name        N", "------  -----", "a           1", "longer  1,000"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (18, "18 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s"), (4200, "1 h 10 min")],
)
def test_a_duration_reads_as_people_say_it(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_a_step_says_its_share_and_the_time_left() -> None:
    assert step_text(Step("map", 62, 100, 18.2)) == "Mapping 62 %, 18 s left"
    assert step_text(Step("open", 0, 1, None)) == "Opening the scene"


def test_the_time_left_follows_the_rate_of_the_phase() -> None:
    now = [0.0]
    meter = ProgressMeter(interval_s=0.1, clock=lambda: now[0])
    assert meter.update("open", 0, 1) == Step("open", 0, 1, None)
    now[0] = 100.0
    assert meter.update("map", 10, 110) == Step("map", 10, 110, None)
    now[0] = 102.0
    assert meter.update("map", 30, 110) == Step("map", 30, 110, 8.0)


def test_steps_that_follow_too_soon_stay_silent_except_the_last() -> None:
    now = [0.0]
    meter = ProgressMeter(interval_s=0.1, clock=lambda: now[0])
    meter.update("map", 0, 3)
    now[0] = 0.05
    assert meter.update("map", 1, 3) is None
    assert meter.update("map", 3, 3) == Step("map", 3, 3, 0.0)
    assert meter.update("map", 3, 3) is None


def test_the_spectra_of_classes_are_a_table_and_far_polygons_are_named() -> None:
    entry = {"value": 3, "name": "soil", "pixels": 40, "polygons": 5, "far": 1, "mean": [0.1, 0.25]}
    far = {"x": 364100.5, "y": 5809000.0, "class": 3, "is_far": True}
    found = {
        "centres_nm": [655.0, 870.0],
        "classes": [entry],
        "polygons": [far, {**far, "is_far": False}],
    }
    text = describe_result("spectra", {"metrics": found, "outputs": [], "provenance": {}})
    assert "655 nm" in text and "0.250" in text and "2200" not in text
    assert text.count("does not look like soil") == 1


def test_spectra_without_wavelengths_are_counted_only() -> None:
    entry = {"value": 3, "name": "soil", "pixels": 40, "polygons": 5, "far": 0, "mean": [0.1]}
    found = {"centres_nm": None, "classes": [entry], "polygons": []}
    text = describe_result("spectra", {"metrics": found, "outputs": [], "provenance": {}})
    assert text.split()[:4] == ["Class", "Polygons", "Pixels", "Far"]
