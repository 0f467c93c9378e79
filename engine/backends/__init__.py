"""Backends: how a network and a head are computed, one module a library."""
