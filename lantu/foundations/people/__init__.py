"""People 人员: units with their functions, posts, and the accounts of those who hold them.

Nouns: `Unit`, `District` (a county or zone with its boundary), `Responsibility` (which unit holds
a function, D1-86), `Contact` (A or B of a unit), `Post` with its entitlements, `Account`,
`Holding` (who holds a post), `Substitution` (who stands in for whom).
"""
