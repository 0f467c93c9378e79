"""``make demo``: from a fresh machine to maps in QGIS and a picture of them."""
