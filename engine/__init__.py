"""HSFM's inference engine: hyperspectral scenes in, maps out.

A command-line tool (``python -m engine``), a Python library and the worker process of the QGIS
plugin. Importing this package imports nothing else: every heavy library is loaded where it is used.
"""

__version__ = "0.1.0"
