"""Heads: what turns features into classes, and the file they live in."""
