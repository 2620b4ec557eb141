"""先看这里: what each role does first, in three screens."""
