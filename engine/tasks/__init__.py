"""One task a module: a checked request and a context in, files and numbers out."""
