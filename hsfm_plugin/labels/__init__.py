"""Label layers: their fields, their classes, what is counted, how they are drawn and exported."""
