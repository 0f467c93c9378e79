"""The half of HSFM that lives in QGIS: it knows layers and widgets, and no tensor."""
