"""What the help of an algorithm says besides its declaration: when to use it, how, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

from ..i18n import tr


@dataclass(frozen=True)
class Note:
    """What cannot be derived.

    Attributes:
        when: when to use the algorithm, and what to know of its result; in the user's language.
        topic: the page of the help.
        example: parameters for ``qgis_process run``, as one types them.
        source: where the method is described; empty where it is nobody's.
    """

    when: str
    topic: str
    example: str
    source: str = ""


def note_of(task: str) -> Note:
    """The note of a task.

    Raises:
        KeyError: there is none; a test sees to it that every algorithm has one.
    """
    return {**_maps(), **_finds(), **_rest()}[task]


def _maps() -> Dict[str, Note]:
    return {
        "quickmap": Note(
            tr(
                "Use it first, before there are labels. The model was trained on simulated and "
                "library spectra and never saw your scene: compare the map with the image before "
                "you use it. It needs surface reflectance and wavelengths."
            ),
            "map",
            "scene=/data/product out=/data/cover.tif fractions=/data/fractions.tif",
        ),
        "traits": Note(
            tr(
                "Use it for vegetation and bare soil in surface reflectance. Pixels outside the "
                "range that was simulated have no value. Check the values against your own "
                "measurements where you have any."
            ),
            "map",
            "scene=/data/product out=/data/traits.tif uncertainty=/data/spread.tif",
        ),
        "train": Note(
            tr(
                "Use it with polygons or points of at least two classes; five polygons a class in "
                "different places are a start. Whole polygons are held out to measure accuracy, "
                "so it holds for places that were not labelled. Classify Scene maps with the head."
            ),
            "accuracy",
            "scene=/data/product labels=/data/labels.gpkg field=class out=/data/crops.hsfm",
            "Guo et al. (2017), ICML (calibration); Hu et al. (2022), ICLR (low-rank adapters)",
        ),
        "classify": Note(
            tr(
                "Use it after Train Classifier, on the same scene or on another one of the same "
                "sensor; it warns where a scene is far from what was trained on. The confidence "
                "map, the class sets and the map of what is unlike your labels say where to trust "
                "it."
            ),
            "map",
            "scene=/data/product head=/data/crops.hsfm out=/data/map.tif "
            "confidence=/data/confidence.tif",
            "Lee et al. (2018), NeurIPS; Sun et al. (2022), ICML (unlike anything labelled)",
        ),
        "clouds": Note(
            tr(
                "Use it for radiance products (L1C); an L2A brings its own cloud mask. It needs "
                "the model SpecTf, which the section Models of the panel installs."
            ),
            "sensors",
            "scene=/data/product out=/data/clouds.tif probability=/data/probability.tif",
        ),
    }


def _finds() -> Dict[str, Note]:
    return {
        "anomaly": Note(
            tr(
                "Use it to find what is rare without knowing what it is. Keep the automatic "
                "detector unless you have a reason; it finds objects of up to about a hundred "
                "pixels best. Stripes, bad pixels and edges are flagged in the list of detections."
            ),
            "anomalies",
            "scene=/data/product out=/data/anomalies.tif detections=/data/found.gpkg",
            "Reed, Yu (1990), IEEE TASSP 38(10); Kang et al. (2017), IEEE TGRS 55(10); "
            "Li, Du (2015), IEEE TGRS 53(3); Green et al. (1988), IEEE TGRS 26(1); "
            "Bati et al. (2015), SPIE 9643; Wang et al. (2025), IEEE TPAMI",
        ),
        "targetdetection": Note(
            tr(
                "Use it when you know the material: give pixels, polygons or a spectral library; "
                "what you give together counts as one search. Start with ace. A library needs "
                "surface reflectance and wavelengths."
            ),
            "targets",
            "scene=/data/product library=/data/minerals.sli spectrum=Kaolinite "
            "out=/data/kaolinite.tif",
            "Kraut, Scharf (1999), IEEE TSP 47(9); Manolakis, Marden, Shaw (2003), Lincoln "
            "Laboratory Journal 14(1); Harsanyi (1993), PhD thesis, University of Maryland "
            "Baltimore County; Kruse et al. (1993), Remote Sensing of Environment 44(2-3)",
        ),
        "findsimilar": Note(
            tr(
                "Use it to see where else there is what a few pixels show. The features are "
                "centred on the scene and weighed by their noise, so what all pixels share does "
                "not count."
            ),
            "targets",
            'scene=/data/product like="120,340;121,340" unlike="90,12" out=/data/similar.tif',
            "Green, Berman, Switzer, Craig (1988), IEEE TGRS 26(1)",
        ),
        "detections": Note(
            tr(
                "Use it on a map that Map Anomalies, Detect Targets or Find Similar made, to list "
                "it at another threshold without mapping again."
            ),
            "detections",
            "scene=/data/product scores=/data/anomalies.tif false_alarm_rate=0.0001 "
            "out=/data/found.gpkg",
            "Pickands (1975), Annals of Statistics 3(1); Davison, Smith (1990), JRSS B 52(3)",
        ),
    }


def _rest() -> Dict[str, Note]:
    return {
        "info": Note(
            tr(
                "Use it to check a product before a long run, or in a model to branch on its "
                "level or its bands."
            ),
            "sensors",
            "scene=/data/product",
        ),
        "assess": Note(
            tr(
                "Use it with labels that the classifier never saw. Areas with confidence "
                "intervals come only from a random sample; with other labels they would look "
                "surer than they are, so they are refused."
            ),
            "accuracy",
            "map=/data/map.tif labels=/data/reference.gpkg field=class sample=random",
            "Olofsson et al. (2014), Remote Sensing of Environment 148",
        ),
        "report": Note(
            tr(
                "Use it to hand on a result: accuracy, map, spectra of the classes and how all "
                "was made, in one file that opens in any browser."
            ),
            "results",
            "head=/data/crops.hsfm map=/data/map.tif out=/data/report.html",
        ),
        "export": Note(
            tr(
                "Use it to run a classifier in other programs. The model takes reflectance on the "
                "bands that its description names, and gives class probabilities."
            ),
            "models",
            "head=/data/crops.hsfm out=/data/crops.onnx",
        ),
    }
