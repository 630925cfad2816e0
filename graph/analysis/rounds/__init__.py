"""The expected-utility round model: parties challenge each other, take offers and move, round by round."""
