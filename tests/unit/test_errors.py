"""Every failure has one class, one code and a sentence."""

from __future__ import annotations

import errno

import pytest

from engine import errors

SPECIFIED = """
protocol.bad_json protocol.unknown_type protocol.version protocol.busy
input.not_found input.unreadable input.not_hyperspectral input.wrong_level input.no_wavelengths
input.all_nodata input.too_small input.no_crs input.labels_empty input.labels_outside
input.one_class
model.unknown model.not_installed model.hash_mismatch model.corrupt model.unsafe
model.unsupported_layout model.bands_uncovered
device.unavailable device.out_of_memory device.driver
io.disk_full io.permission io.locked io.write_failed
runtime.dependency_missing runtime.library_blocked runtime.crashed runtime.timeout
internal.bug
"""


@pytest.mark.parametrize("code", SPECIFIED.split())
def test_every_code_of_the_wire_has_a_class(code: str) -> None:
    assert errors.BY_CODE[code].code == code


def test_no_two_classes_share_a_code() -> None:
    classes = set(errors._with_subclasses(errors.EngineError)) - {errors.EngineError}
    assert len({cls.code for cls in classes}) == len(classes)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EDQUOT, errors.DiskFull),
        (errno.EACCES, errors.PermissionRefused),
        (errno.EROFS, errors.PermissionRefused),
        (errno.EBUSY, errors.FileLocked),
        (errno.EIO, errors.WriteFailed),
    ],
)
def test_an_operating_system_error_is_named(
    number: int, expected: type[errors.EngineError]
) -> None:
    made = errors.from_os_error(OSError(number, "said the system"), "/maps/map.tif")
    assert type(made) is expected
    assert "/maps" in made.message
    assert made.hint


def test_an_error_shows_its_message_and_its_hint() -> None:
    assert str(errors.OneClass("One class.", hint="Draw another.")) == "One class. Draw another."
