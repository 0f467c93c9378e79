"""SpectralEarth: vision transformers and a residual network pretrained on EnMAP scenes."""
