"""What the engine warns of in English, in the user's language.

The engine writes one language into its logs and files; the panel tells the same in the user's. The
sentences are listed with ``{}`` where the engine fills in names and numbers, in the same order; a
test looks for warnings of the engine that are not listed.
"""

from __future__ import annotations

from typing import Callable, Tuple

from .training_words import training_words

Tr = Callable[[str], str]


def engine_words(tr: Tr) -> Tuple[str, ...]:
    """What the engine warns of and notes; ``tr`` puts it into a language, or leaves it."""
    return (
        *_of_scenes(tr),
        *training_words(tr),
        *_of_maps(tr),
        *_of_targets(tr),
        *_of_models(tr),
        *_of_heads(tr),
    )


def _of_scenes(tr: Tr) -> Tuple[str, ...]:
    return (
        tr(
            "This is an L1C product: radiance at the top of the atmosphere, not reflectance. "
            "Anomaly and cloud maps work on it; classifiers trained on reflectance do not."
        ),
        tr(
            "{} is a radiance product ({}): light and atmosphere are still in it. Reflectance "
            "(L2A) gives results that hold for other scenes, too."
        ),
        tr("The provider rates the quality of this product as low."),
        tr(
            "{} has no METADATA.XML beside it: what the product says of its bands, scale and "
            "quality is unknown."
        ),
        tr(
            "{} does not say at which wavelengths its bands lie; only methods that need no "
            "wavelengths work."
        ),
        tr(
            "{} does not state its wavelengths; those of the sensor's design are used ({}), which "
            "may be off by 0.4 nm."
        ),
        tr(
            "{} has no wavelengths: all bands are used as they come, also those that water vapour "
            "makes useless."
        ),
        tr("The wavelengths of {} differ from those of {} by up to {} nm; those of {} are used."),
        tr("No band of {} can be used: all are flagged bad or hold nodata."),
        tr("No pixel of this scene can be used: all are masked or hold nodata."),
        tr("{} has no coordinate reference system; maps of it will have none either."),
        tr("The bands of {} state different nodata values; that of band 1 counts."),
        tr("The quality layer {} cannot be read and is ignored."),
        tr("The quality layer {} has {} x {} pixels, the cube {} x {}; it is ignored."),
        tr(
            "The product comes without quality layers: clouds and background are not masked, only "
            "nodata is."
        ),
        tr("Quality layers are missing and not part of the mask: {}."),
        tr(
            "The metadata give a scale ({}), but the stored values already look like reflectance "
            "(median {}); the scale is not applied again."
        ),
        tr(
            "No scale is stated and the stored whole numbers are too small for the usual scale of "
            "10 000; they are taken as they are."
        ),
        tr("No scale is stated; values (median {}) are taken as reflectance times 10 000."),
        tr("{} of the {} chosen bands cannot be used and are left out."),
        tr(
            "{} of {} bands are not in {} as {} knows them; they are resampled from their "
            "neighbours: {}."
        ),
        tr("The backbone {} works on {} of the {} bands, spread evenly from {} to {} nm."),
        tr(
            "This classifier was trained without wavelengths; bands are taken by their number, "
            "which is right only for scenes with the same bands in the same order."
        ),
        tr("The window {} is cut to the scene: {} x {} pixels."),
    )


def _of_maps(tr: Tr) -> Tuple[str, ...]:
    return (
        tr(
            "{} % of the pixels of {} are unlike everything that this classifier was trained on; "
            "of labelled pixels that were held out it was {} %. Do not trust the map there. Label "
            "some of these places and continue training from this classifier (train --init)."
        ),
        tr(
            "{} gave no answer for {} valid pixels (its probabilities are not numbers); they are "
            "nodata in the map. Check its scaling and what it takes where nothing was measured."
        ),
        tr(
            "{} gave no answer for {} valid pixels; they are nodata in the map. Check the scene's "
            "values and its scale with info."
        ),
        tr(
            '{} % of the pixels are "don\'t know": two covers are about as likely there, or the '
            "spectra are unlike all that {} was trained on. Check the scene's scale and "
            "wavelengths with info, or train a classifier on labels of your own."
        ),
        tr(
            "No trait could be mapped: no pixel of this area holds enough vegetation or bare soil "
            "of the kind that {} was trained on."
        ),
        tr("{} pixels within {} px of clouds, shadows or nodata are left out."),
        tr(
            "The preview shows the middle {} x {} of {} x {} pixels. Zoom in to see a part, or "
            "train and classify to map everything."
        ),
        tr(
            "The backend {} gives {} % of the compared pixels the label that torch in float32 "
            "gives them: the map may differ. The backend auto takes no such one."
        ),
        tr(
            "The backend {} computes in lower precision, and no valid pixels were found to compare "
            "it on: the map may differ from that of torch in float32."
        ),
        tr(
            "HyperSIGMA will take about {} minutes on this device. Choose a GPU, a smaller area, "
            "or the detector auto."
        ),
        tr(
            "The table of thresholds in the map's tag {} is damaged; the threshold is found from "
            "the scores."
        ),
        tr(
            "The list {} that is replaced held {} marked detections; the new one is written "
            "without marks."
        ),
        tr("{} was made with another classifier, or with an earlier state of this one."),
        tr("The map has classes that this classifier does not know ({}), so another one made it."),
        tr("What {} says of its making cannot be read."),
        tr("{}; the network is computed on the CPU."),
        tr("This ONNX Runtime ({}) cannot use {}"),
        tr("The folder {} is not needed any more; please remove it. {}"),
    )


def _of_targets(tr: Tr) -> Tuple[str, ...]:
    return (
        tr("{} of {} pixels of the target are nodata or masked and are left out."),
        tr("{} of {} spectra of {} cover too little of the scene's spectrum and are left out."),
        tr("{} of {} spectra cover too few of the bands of {} to be compared with it."),
        tr("{} holds {} spectra; the first {} are listed."),
        tr("{} spectra of {} without values are left out."),
        tr("Bands of {} without values in the library: {}."),
        tr(
            "Some spectra do not cover all bands of {}; each is compared on the bands that it "
            "covers."
        ),
        tr("The library has no values at {}; the other {} bands are compared."),
        tr("The values of {} reach {}: they are taken as reflectance of 0..1, not as percent."),
        tr("The values of {} reach {}: they are taken as percent."),
        tr("The values of {} reach {}: they are taken as reflectance times 10 000."),
        tr("The headings of {} say that its values are percent."),
        tr(
            "{} names {} spectra and {} holds {}: names with a comma in them? The spectra are "
            "numbered."
        ),
    )


def _of_models(tr: Tr) -> Tuple[str, ...]:
    """The notes of an imported model."""
    return (
        tr("The weights lay in the entry {} of the file."),
        tr(
            "The checksums inside the file do not match: it may be damaged. Download it again and "
            "import it anew, unless its authors wrote it without checksums."
        ),
        tr("Numbers of the type {} were converted to float32."),
        tr("Its batch normalisation has never seen data: the network may not be trained."),
        tr("Nobody has published a checksum of this model, so the file could not be compared."),
    )


def _of_heads(tr: Tr) -> Tuple[str, ...]:
    """Why a head cannot be saved under a name, and what to do."""
    return (
        tr("There is a saved classifier of the name {} already."),
        tr("Choose another name, or remove that one first."),
        tr("The name {} cannot be used: {}."),
        tr("it is empty"),
        tr("it has more than {} letters"),
        tr('it holds one of < > : " / \\ | ? * or a letter that cannot be seen'),
        tr("it begins or ends with a dot"),
        tr("Windows keeps it for a device"),
        tr("Choose a name of letters, digits, spaces and dashes."),
    )
