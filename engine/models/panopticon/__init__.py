"""Panopticon: a network that fuses any bands by attention before a vision transformer."""
