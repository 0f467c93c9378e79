"""Label layers: their classes, the tools that label, what is counted, drawn and exported."""
