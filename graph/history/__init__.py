"""What held and what was known when: a graph at a day, its timeline, and what changed between two."""
