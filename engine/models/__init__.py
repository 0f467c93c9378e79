"""Backbones: what turns pixels into features, one folder a family."""
