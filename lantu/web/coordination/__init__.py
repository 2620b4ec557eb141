"""Pages of 空间协同: the rounds, one round, a unit's answer, and everything done in them."""
