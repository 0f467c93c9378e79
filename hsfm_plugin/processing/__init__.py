"""The engine's tasks as Processing algorithms: toolbox, batch, modeler and qgis_process."""
