"""What ``messages.explain`` says instead where the file in question is no scene: by error code."""

from __future__ import annotations

from typing import Dict, Tuple

from .i18n import tr


def weights_sentences() -> Dict[str, Tuple[str, str]]:
    """What is said instead where the file in question is one of weights."""
    return {
        "input.not_found": (
            tr("The file is not there any more."),
            tr("Check that its drive is connected, or choose it where it is now."),
        ),
        "input.unreadable": (
            tr("This file cannot be read as a model."),
            tr("Choose a published checkpoint: .pth, .pt, .ckpt or .safetensors."),
        ),
        "model.unsupported_layout": (
            tr("This file holds no model that HSFM knows."),
            tr("Choose a checkpoint of one of the models in the list; Details says more."),
        ),
        "model.corrupt": (
            tr("The file is damaged or incomplete."),
            tr("Download it again."),
        ),
        "model.hash_mismatch": (
            tr("The file is not the one that was published; it was not installed."),
            tr("Try again later. If it stays so, do not use it; Details says more."),
        ),
        "input.bad_parameter": (
            tr("This cannot be done with this model."),
            tr("Details says why."),
        ),
        "io.disk_full": (
            tr("The disk is full. Nothing was left half-written."),
            tr("Free some space, then try again."),
        ),
        "io.permission": (
            tr("The models folder cannot be written to."),
            tr(
                "Choose another models folder in the HSFM options; Details says which one is used "
                "now."
            ),
        ),
        "io.write_failed": (
            tr("The model could not be written."),
            tr("Check that the models folder exists and its disk is healthy."),
        ),
    }


def library_sentences() -> Dict[str, Tuple[str, str]]:
    """What is said instead where the file in question is a spectral library."""
    again = tr("Download, copy or export it again.")
    return {
        "input.not_found": (
            tr("The file is not there any more."),
            tr("Check that its drive is connected, or choose it where it is now."),
        ),
        "input.unreadable": (
            tr("This file cannot be read as a spectral library."),
            tr("Choose an ENVI, CSV, USGS, ECOSTRESS or EnMAP-Box library."),
        ),
        "input.truncated": (tr("This library ends too early or is damaged."), again),
        "input.band_mismatch": (
            tr("The header describes another library than the file beside it."),
            again,
        ),
        "input.no_wavelengths": (
            tr("The spectra or the scene have no wavelengths."),
            tr("Export the library with its wavelengths; the tool tip says what is missing."),
        ),
        "model.bands_uncovered": (
            tr("No spectrum of this library covers the bands of the scene."),
            tr("Choose a library that was measured at the wavelengths of the scene."),
        ),
    }
