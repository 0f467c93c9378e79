"""The sentences of ``messages.explain``, by error code: what happened, and what to do next."""

from __future__ import annotations

from typing import Dict, Tuple

from .i18n import tr


def _scene_sentences() -> Dict[str, Tuple[str, str]]:
    return {
        "input.not_found": (
            tr("The file or folder is not there any more."),
            tr("Check that its drive is connected, or open it from where it is now."),
        ),
        "input.unreadable": (
            tr("This file cannot be read as a scene."),
            tr("Open an EnMAP product by its folder, METADATA.XML or ZIP, or another raster."),
        ),
        "input.truncated": (
            tr("This raster ends too early: the download or copy is incomplete."),
            tr("Download or copy it again."),
        ),
        "input.band_mismatch": (
            tr("The metadata describe another number of bands than the image has."),
            tr("Use the METADATA.XML and the image of the same, unchanged product."),
        ),
        "input.not_hyperspectral": (
            tr("This raster has too few bands for hyperspectral mapping."),
            tr("Choose the spectral image of the product, not a preview or a photo."),
        ),
        "input.wrong_level": (
            tr("This is not a reflectance product on a map grid."),
            tr("Download the L2A of this scene; it holds surface reflectance."),
        ),
        "input.no_wavelengths": (
            tr("The bands of this raster have no wavelengths."),
            tr("Keep its header file beside it, or map anomalies only."),
        ),
        "input.all_nodata": (
            tr("Nothing can be mapped here: every pixel is masked or empty."),
            tr("Choose another part of the scene, or another scene."),
        ),
        "input.too_small": (
            tr("There are too few pixels to work with."),
            tr("Choose a larger area or a larger scene."),
        ),
        "input.no_crs": (
            tr("The coordinate system is unknown."),
            tr("Set it in the layer's properties, Source tab."),
        ),
        "input.bad_parameter": (
            tr("One of the options cannot be used like this."),
            tr("Look at the Advanced options; Details says which one."),
        ),
    }


def _label_sentences() -> Dict[str, Tuple[str, str]]:
    return {
        "input.labels_empty": (
            tr("There are no labels yet."),
            tr("Draw a few polygons for each class."),
        ),
        "input.labels_outside": (
            tr("The labels or targets do not lie on valid pixels of this scene."),
            tr("Check the layer's coordinate system, or draw them on the scene."),
        ),
        "input.one_class": (
            tr("You have labels for one class."),
            tr("Draw at least one polygon of another class to train."),
        ),
    }


def _model_sentences() -> Dict[str, Tuple[str, str]]:
    again = tr("Train again, or choose another head.")
    return {
        "model.unknown": (
            tr("HSFM does not know this model."),
            tr("Choose one that the Models section lists as installed."),
        ),
        "model.not_installed": (
            tr("This model is not installed."),
            tr("Get it, or import its file, in the Models section."),
        ),
        "model.hash_mismatch": (
            tr("The head was trained with other weights of its backbone."),
            again,
        ),
        "model.corrupt": (
            tr("The file of a head or model is damaged."),
            tr("Get, import or train it again."),
        ),
        "model.unsafe": (
            tr("The file holds code or data that it must not hold; it was not opened."),
            tr("Use only files from people you trust."),
        ),
        "model.unsupported_layout": (
            tr("This is not a head or a model that HSFM can read."),
            tr("Choose another one; Details says what is wrong with it."),
        ),
        "model.consent_needed": (
            tr("The licence of this model is unclear."),
            tr("Read its terms and tick the box in the Models section, then choose Get."),
        ),
        "model.fetch_failed": (
            tr("The download did not come through; what has come is kept."),
            tr("Check the connection, then try again: it goes on where it stopped."),
        ),
        "model.bands_uncovered": (
            tr("The scene lacks bands that the model needs."),
            tr("Train on this scene with another backbone, or use a scene of the same sensor."),
        ),
    }


def _machine_sentences() -> Dict[str, Tuple[str, str]]:
    memory = tr("Lower the memory for windows in the Advanced options, or close other programs.")
    return {
        "device.unavailable": (
            tr("The chosen device is not there."),
            tr("Set Device to Automatic in the Advanced options."),
        ),
        "device.out_of_memory": (tr("The device ran out of memory. Your labels are safe."), memory),
        "device.driver": (
            tr("The graphics driver does not work with the engine."),
            tr("Update the driver, or set Device to CPU in the Advanced options."),
        ),
        "io.disk_full": (
            tr("The disk is full. Nothing was left half-written."),
            tr("Free some space, or choose another results folder in the HSFM options."),
        ),
        "io.permission": (
            tr("The results folder cannot be written to."),
            tr("Choose a folder of your own in the HSFM options."),
        ),
        "io.locked": (
            tr("A result file is in use by another program."),
            tr("Close that program, then try again."),
        ),
        "io.write_failed": (
            tr("The result could not be written."),
            tr("Check that the results folder exists and its disk is healthy."),
        ),
        "runtime.dependency_missing": (
            tr("The engine's Python environment is missing or incomplete."),
            tr(
                "Install or repair it at the top of the panel, or choose another in the HSFM "
                "options."
            ),
        ),
        "runtime.library_blocked": (
            tr("The system does not let the engine load one of its libraries."),
            tr("Ask your administrator to allow the engine's folder."),
        ),
        "runtime.crashed": (
            tr("The engine stopped unexpectedly. Your labels are safe."),
            tr("Retry starts it again. If it keeps stopping, lower the memory for windows."),
        ),
        "runtime.timeout": (
            tr("The engine does not answer. Your labels are safe."),
            tr("Wait a moment, then try again."),
        ),
    }


def _wire_sentences() -> Dict[str, Tuple[str, str]]:
    return {
        "protocol.bad_json": (
            tr("The panel and the engine did not understand each other."),
            tr("Try again. If it happens again, restart QGIS."),
        ),
        "protocol.unknown_type": (
            tr("The panel asked the engine for something it does not know."),
            tr("Install the same version of both, then restart QGIS."),
        ),
        "protocol.version": (
            tr("The engine and the panel are of different versions."),
            tr("Install the plugin again, restart QGIS, then choose Repair."),
        ),
        "protocol.busy": (
            tr("The engine is still at work on something else."),
            tr("Wait until it is done, then try again."),
        ),
        "internal.bug": (
            tr("Something went wrong in the engine. Your labels are safe."),
            tr("Copy the details and report them."),
        ),
    }


def sentences() -> Dict[str, Tuple[str, str]]:
    """What happened and what to do next, by error code."""
    return {
        **_scene_sentences(),
        **_label_sentences(),
        **_model_sentences(),
        **_machine_sentences(),
        **_wire_sentences(),
    }
