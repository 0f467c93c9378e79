"""Writes rasters that are complete or absent, with their legends and their history."""

from .place import atomic_file, check_writable

__all__ = ["atomic_file", "check_writable"]
