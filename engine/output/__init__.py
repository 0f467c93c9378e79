"""The files the product writes; a leaf that knows no scene and no model."""
