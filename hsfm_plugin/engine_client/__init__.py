"""Starts the engine's process, talks to it and ends it; stdlib only, no Qt."""
