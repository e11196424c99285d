"""Records from a table: what its columns mean, what its cells say, what would come of its lines."""
