"""What the command line shows: progress on a terminal, results as text."""
