"""Scenes: what a product is, where its bands lie, which pixels can be trusted."""

from .bands import Band, BandTable
from .grid import Grid, Window
from .opening import open_scene
from .scene import RasterSource, Scene, SceneReader

__all__ = [
    "Band",
    "BandTable",
    "Grid",
    "RasterSource",
    "Scene",
    "SceneReader",
    "Window",
    "open_scene",
]
