"""The store of models: safe opening, conversion, installation, downloads, and the list of all."""
