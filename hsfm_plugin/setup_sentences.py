"""What a user reads when the setup of the engine's environment fails: what happened, what next.

The codes of errors say too little here, for ``model.fetch_failed`` may be a proxy, a certificate
or a file with a wrong hash; so the beginnings of ``runtime_setup``'s own messages count, too. A
test compares them with what that package says.
"""

from __future__ import annotations

import sys
from typing import Dict, Tuple

from ..engine.errors import EngineError
from .i18n import tr
from .runtime_setup.requirements import NEWEST, OLDEST

Said = Tuple[str, str]


def setup_sentence(error: EngineError) -> Said:
    """What happened, and what to do next."""
    for start, said in {**_downloads(), **_environments(), **_folders()}.items():
        if start in error.message:
            return said
    table = _by_code()
    return table.get(error.code, table["internal.bug"])


def _downloads() -> Dict[str, Said]:
    kept = tr("What has come is kept: Install goes on where it stopped.")
    return {
        "is damaged or was changed": (
            tr("A package in the folder is damaged, or is not the one it was."),
            tr("Copy the folder again, all of it, or make it again."),
        ),
        "is not named in": (
            tr("The folder holds a package that does not belong to it."),
            tr("Take it out of the folder, or make the folder again."),
        ),
        "SHA-256": (
            tr("A file that came is not the one that was promised: its checksum differs."),
            tr(
                "It was not installed. Try again; if it happens again, a proxy or mirror alters "
                "downloads: ask whoever runs it, or install from a folder."
            ),
        ),
        "SOCKS proxy": (
            tr("QGIS uses a SOCKS proxy, which the installation cannot use."),
            tr("Name an HTTP proxy in QGIS's network options, or install from a folder."),
        ),
        "The proxy does not": (
            tr("The proxy does not let the installation through."),
            tr("Check the proxy, its user and password in QGIS's network options."),
        ),
        "The certificate of": (
            tr("The certificate of the package index was not accepted; nothing was taken from it."),
            tr(
                "Check the computer's clock. If your network inspects connections, ask for its "
                "certificate file and name it in the variable PIP_CERT."
            ),
        ),
        "an address with http, without": (
            tr("The package index has an address without https, so nothing is taken from it."),
            tr("Change its address in the HSFM options to https, or install from a folder."),
        ),
        "The connection to": (
            tr("The connection to the package index broke, or was never made."),
            tr("Check the network and QGIS's proxy, then try again.") + " " + kept,
        ),
    }


def _environments() -> Dict[str, Said]:
    other = tr("Use another Python, for example from python.org or with uv.")
    again = tr("Try again: downloads are kept. If it stays, copy the details and report them.")
    return {
        "are in use, so it cannot be": (
            tr("The engine is open in another program."),
            tr(
                "Close the other QGIS windows and programs that run it, then try again; an "
                "antivirus may hold the files for some minutes."
            ),
        ),
        "The Python that was chosen is gone": (
            tr("The Python that was chosen for the engine's environment is gone."),
            tr("Try again: HSFM then looks for another one on this computer."),
        ),
        "The Python that was chosen cannot": (
            tr("The Python that was chosen for the engine's environment cannot be used."),
            tr("Choose another one, or let HSFM look for one on this computer."),
        ),
        "No Python": (
            tr("No Python on this computer can be used for the engine."),
            tr(
                "Install Python 3.12 (64 bit) from python.org, or uv from docs.astral.sh/uv, then "
                "try again. HSFM does not use the Python inside QGIS."
            ),
        ),
        "No wheel of": (
            tr("A package does not exist for this computer and its Python."),
            tr("Use a 64-bit Python {} to {}, or a folder that was made for this system.").format(
                OLDEST, NEWEST
            ),
        ),
        "The wheels in": (
            tr("The folder was made for another version of Python."),
            tr("Use a Python of that version, or make the folder for yours."),
        ),
        "and this computer is": (
            tr("The folder was made for another kind of computer."),
            tr("Make a folder for this one."),
        ),
        "for another version of HSFM": (
            tr("The folder was made for another version of HSFM."),
            tr("Make the folder again with the version that is installed here."),
        ),
        "managed by the system": (
            tr("This Python is managed by the system and takes no packages."),
            tr("Install the system's venv package (python3-venv).") + " " + other,
        ),
        "This Python cannot make": (
            tr("This Python cannot make an environment: a part of it is missing."),
            tr("On Debian and Ubuntu, install python3-venv.") + " " + other,
        ),
        "for versions that do not go together": (
            tr("The packages ask for versions that do not go together."),
            tr("Update HSFM, then try again. If it stays, copy the details and report them."),
        ),
        "was removed while": (
            tr("The folder of the engine was removed during the installation."),
            tr("Install again, and leave the folder alone until it is done."),
        ),
        "The environment does not work": (
            tr("The new environment does not work: one of its packages fails its test."),
            again,
        ),
        "The system does not let": (
            tr("The system does not let a program of the installation run."),
            tr("A policy or an antivirus may stop it: ask your administrator to allow it.")
            + " "
            + other,
        ),
        "could not be started": (
            tr("A program of the installation could not be started."),
            tr("It may have been removed just now.") + " " + other,
        ),
        "The installation failed": (tr("The installation failed."), again),
    }


def _folders() -> Dict[str, Said]:
    refused = [tr("An antivirus may hold its files for a while: wait, then try again.")]
    if sys.platform.startswith("linux"):  # elsewhere the system alone says where it is
        refused.append(
            tr(
                "Choose a place of your own for it by the variable XDG_DATA_HOME, then restart "
                "QGIS."
            )
        )
    return {
        "A path became longer": (
            tr("A path became longer than Windows takes (260 characters)."),
            tr("Let your administrator switch on long paths, then try again."),
        ),
        "is being installed, repaired or removed already": (
            tr("Another QGIS is setting up the engine right now."),
            tr("Wait until it is done there, or cancel it there; then try again."),
        ),
        "are in use, so it cannot": (
            tr("Files of the engine are in use by another program."),
            tr("Close the other QGIS windows, then try again."),
        ),
        "cannot be removed, for a program has it open": (
            tr("Files of the engine are in use by another program."),
            tr("Close the other QGIS windows, then try again."),
        ),
        "holds files that are not HSFM's": (
            tr("The engine's folder holds files that are not HSFM's."),
            tr("Move them away, then try again."),
        ),
        "is a link, and HSFM removes": (
            tr("The folder is a link, and HSFM removes nothing that a link leads to."),
            tr("Remove by hand what you do not need there."),
        ),
        "HSFM does not remove": (
            tr("HSFM did not make this folder, and does not remove it."),
            tr("Remove by hand what you do not need there."),
        ),
        "Writing was refused": (
            tr("Writing was refused in the engine's folder."),
            " ".join(refused),
        ),
        " of PyTorch, and ": (
            tr("The folder holds another build of PyTorch than the one that was chosen."),
            tr("Choose the automatic build in the HSFM options, or another folder."),
        ),
        "The list of packages": (
            tr("The list of packages is missing from the plugin."),
            tr("Install the plugin again."),
        ),
    }


def _by_code() -> Dict[str, Said]:
    report = tr("Try again. If it happens again, copy the details and report them.")
    return {
        "io.disk_full": (
            tr("There is no space left on the disk."),
            tr(
                "Free some gigabytes, then try again: what has come is kept, and Install goes on "
                "where it stopped."
            ),
        ),
        "io.permission": (
            tr("The system does not allow this in the engine's folder."),
            tr("Check that the folder is yours, or ask your administrator."),
        ),
        "io.locked": (
            tr("A file is in use by another program."),
            tr("Close that program, then try again."),
        ),
        "io.write_failed": (
            tr("A file of the engine could not be written."),
            tr("Check that the disk is healthy, then try again."),
        ),
        "device.driver": (
            tr("This build of PyTorch cannot run here: the NVIDIA driver is missing or too old."),
            tr("Install or update the driver (nvidia.com/drivers), or choose the CPU instead."),
        ),
        "device.unavailable": (
            tr("There is no such device, or no PyTorch for this kind of computer."),
            tr("Choose another device in the HSFM options."),
        ),
        "protocol.version": (
            tr("The engine and the panel are of different versions."),
            tr("Install the plugin again, restart QGIS, then choose Repair."),
        ),
        "input.not_found": (
            tr("A file or folder is not there any more."),
            tr("Choose the folder that “runtime_setup bundle” has made, all of it."),
        ),
        "input.bad_parameter": (
            tr("One of the options cannot be used like this."),
            tr("Look at the HSFM options; below is which one."),
        ),
        "model.fetch_failed": (
            tr("The download did not come through; what has come is kept."),
            tr("Check the network and QGIS's proxy, then try again."),
        ),
        "runtime.dependency_missing": (
            tr("The engine's environment is missing or incomplete."),
            tr("Install or repair it."),
        ),
        "runtime.library_blocked": (
            tr("The system does not let the engine load one of its libraries."),
            tr("Ask your administrator to allow the engine's folder."),
        ),
        "internal.bug": (tr("Something went wrong in the setup."), report),
    }
