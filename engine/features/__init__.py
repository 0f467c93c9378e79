"""Features of scenes, computed once and kept."""
