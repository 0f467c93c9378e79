"""The wavelengths at which pools hold spectra."""

import numpy as np
import numpy.typing as npt

WAVELENGTH_NM: npt.NDArray[np.float64] = np.arange(400.0, 2500.5, 2.0)
"""``(1051,)``."""
