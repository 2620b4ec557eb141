"""The workbench: what a person owes, what lapses first on top; and what the unit was told."""
