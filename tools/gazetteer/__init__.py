"""The parts of the scripts that derive the gazetteer's tables from packaged sources."""
