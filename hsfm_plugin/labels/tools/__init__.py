"""Map tools that label pixels: a click, a brush, a wand."""
