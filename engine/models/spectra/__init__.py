"""The backbone that is no network: the normalised reflectance itself."""
