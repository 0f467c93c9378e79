"""The dock panel, its sections and the options page."""
