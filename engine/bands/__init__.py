"""Band plans: the join between the bands a scene has and the bands a model wants."""
