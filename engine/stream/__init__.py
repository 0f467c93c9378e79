"""The one loop that cuts windows, reads ahead, runs operators and writes."""
