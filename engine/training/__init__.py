"""From labels to a head with honest accuracy."""
