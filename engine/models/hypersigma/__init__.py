"""HyperSIGMA (Wang et al. 2025): a spatial and a spectral transformer, pretrained by masking."""
