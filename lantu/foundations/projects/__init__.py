"""Projects 项目: the project file with its codes, its footprints by rank, and who takes part.

Nouns: `Project`, `Footprint` (a red line of a rank; a later rank never overwrites an earlier one),
`Participation` (unit, capacity, from, to). One code serves all systems (D1-24).
"""
