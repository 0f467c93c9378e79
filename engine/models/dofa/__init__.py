"""DOFA: networks whose first layer is made from the wavelengths of the bands."""
