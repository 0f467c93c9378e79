"""SpecTf: a very small transformer that tells clouds from the spectrum of one pixel."""
