"""Pretraining of the bundled backbone: pools of pure spectra, mixing, nuisances, training."""
