"""Spectra and whole EnMAP products from physics, for demos and tests."""
