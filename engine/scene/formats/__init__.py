"""Readers, one product family a module."""
