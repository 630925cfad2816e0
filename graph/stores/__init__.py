"""Where the quads are: in memory, on disk, or behind an endpoint; one interface over all three."""
