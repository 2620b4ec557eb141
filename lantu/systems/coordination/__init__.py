"""Spatial coordination 空间协同 (D1 三(一), 附件二(二)): reserve, rounds, tasks, answers, opinion.

Nouns: `ReserveEntry` (a project waiting in the pool), `Round` (one consultation of a project),
`Task` (what one unit is asked in a round), `Answer` (its signed answer), `Divergence`,
`Mediation`, `Advice`, `OverallOpinion`, `Session` (of the joint meeting).
"""
