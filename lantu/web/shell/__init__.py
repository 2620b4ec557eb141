"""The shell about every page: menu, clock, components, login, what happens to a refusal."""
