"""The map of one person's journey, drawn on the server from the signed GeoJSON and our own basemap."""
