"""What the console says of maps that need no labels: scores, lists, libraries, covers."""

from __future__ import annotations

from engine.console.printing import describe_result

from .printed import row_of

SCORES = {
    "threshold": 310.25,
    "false_alarm_rate": 0.001,
    "above": 42,
    "pixels": 12288,
    "minimum": 90.0,
    "maximum": 5000.0,
    "mean": 217.0,
    "std": 35.0,
    "warnings": [],
}


def test_anomalies_show_the_threshold_and_how_many_lie_above() -> None:
    text = describe_result("anomaly", {"outputs": [], "metrics": SCORES})
    assert "310.25 for a false-alarm rate of 0.001" in text
    assert "42 of 12,288 pixels" in text
    assert "Detections" not in text


def test_a_list_shows_how_many_detections_there_are_and_how_many_are_doubtful() -> None:
    found = {"count": 1200, "listed": 1000, "flagged": 3}
    text = describe_result("anomaly", {"outputs": [], "metrics": {**SCORES, "detections": found}})
    assert "1,200; the 1,000 highest are listed, 3 of them flagged" in text
    metrics = {**SCORES, "false_alarm_rate": None, "detections": {**found, "count": 1000}}
    text = describe_result("detections", {"outputs": [], "metrics": metrics})
    assert text.startswith("Threshold  310.25\n")
    assert "Detections 1,000, 3 of them flagged" in text


def test_targets_and_similarity_say_what_was_looked_for() -> None:
    targets = [
        {"name": "roof", "source": "pixels", "pixels": 4},
        {"name": "kaolinite", "source": "usgs.sli", "pixels": None},
    ]
    metrics = {**SCORES, "targets": targets}
    text = describe_result("targetdetection", {"outputs": [], "metrics": metrics})
    assert row_of(text, "roof", after="Target") == "roof pixels 4"
    assert row_of(text, "kaolinite", after="Target") == "kaolinite usgs.sli"
    text = describe_result("findsimilar", {"outputs": [], "metrics": {**SCORES, "seconds": 0.4}})
    assert "Took       0.40 s" in text


def test_a_library_shows_its_spectra_and_which_reach_the_scene() -> None:
    spectra = [
        {"name": f"m{n}", "bands": 5, "from_nm": 400.0, "to_nm": 2500.0, "values_on_scene": None}
        for n in range(25)
    ]
    metrics = {"format": "ENVI library", "count": 30, "spectra": spectra, "warnings": []}
    text = describe_result("library", {"outputs": [], "metrics": metrics})
    assert row_of(text, "m0", after="Spectrum") == "m0 5 400 to 2500"
    assert text.endswith("... and 10 more.")
    text = describe_result("library", {"outputs": [], "metrics": {**metrics, "bands": [1, 2]}})
    assert row_of(text, "m0", after="Spectrum") == "m0 5 400 to 2500 no"


QUICK = {
    "classes": [
        {
            "value": 7,
            "name": "built-up",
            "color": "#c53030",
            "pixels": 250,
            "area_ha": 22.5,
            "mean_confidence": 0.871,
        },
        {
            "value": 10,
            "name": "don't know",
            "color": "#bdbdbd",
            "pixels": 0,
            "area_ha": 0.0,
            "mean_confidence": None,
        },
    ],
    "fractions": [{"value": 7, "name": "built-up", "color": "#c53030", "mean": 0.2, "std": 0.054}],
    "pixels": {"mapped": 1000, "not_mapped": 1, "within_polygons": True},
    "warnings": ["Look."],
}


def test_a_quick_map_shows_how_much_of_the_area_each_cover_has() -> None:
    outputs = [{"role": "cover_map", "path": "/maps/m.tif", "kind": "classes"}]
    text = describe_result("quickmap", {"outputs": outputs, "metrics": QUICK})
    assert row_of(text, "7", after="Cover") == "7 built-up 25.0 % 22.5 0.87 20.0 ± 5.4 %"
    assert row_of(text, "10", after="Cover") == "10 don't know 0.0 % 0.0 n/a"
    assert "1,000 pixels mapped, 1 masked or outside the area." in text
    assert "Warning: Look." in text
    assert text.endswith("Wrote cover map: /maps/m.tif")


def test_traits_show_their_units_and_what_was_simulated() -> None:
    known = {"mean": 45.678, "std": 9.9, "uncertainty": 5.0, "p5": 30.0, "p50": 46.0, "p95": 61.0}
    limits = {"low": 2.0, "high": 80.0, "outside": 600, "pixels": 400}
    rows = [
        {"name": "a", "title": "Chlorophyll", "unit": "µg/cm²", **known, **limits},
        {"name": "b", "title": "Rust", "unit": "", **dict.fromkeys(known), **limits, "pixels": 0},
    ]
    pixels = {"mapped": 1000, "not_mapped": 0, "within_polygons": False}
    text = describe_result("traits", {"outputs": [], "metrics": {"traits": rows, "pixels": pixels}})
    wanted = "Chlorophyll (µg/cm²) 40.0 % 45.7 9.9 5 30 46 61 2 to 80"
    assert row_of(text, "Chlorophyll", after="Trait") == wanted
    assert row_of(text, "Rust", after="Trait") == f"Rust 0.0 % {'n/a ' * 6}2 to 80"
