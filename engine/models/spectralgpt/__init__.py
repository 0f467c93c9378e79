"""SpectralGPT: a transformer for Sentinel-2 that sees three neighbouring bands in every token."""
