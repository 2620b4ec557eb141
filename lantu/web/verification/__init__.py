"""Anybody who holds a paper can ask whether it is genuine; no more of coordination is public."""
