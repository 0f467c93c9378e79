"""Makes, checks, repairs and removes the engine's own Python environment; stdlib only, no Qt."""
