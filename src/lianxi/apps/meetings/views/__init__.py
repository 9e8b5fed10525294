"""Pages of conferences."""
