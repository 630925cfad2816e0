"""A graph put onto an endpoint: only what changed, and whole or not at all."""
