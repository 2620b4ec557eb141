"""Login and what belongs to an account: the door of every other page."""
