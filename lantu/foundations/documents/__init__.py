"""Documents 文书: the record of an official document, its number, its renditions.

Nouns: `Document` (frozen data and wording, with the digest that is served and verified),
`NumberSeries` (gapless, per year), `Rendition` (PDF or DOCX, made later by a job),
`SealedCopy` (the signed and sealed paper, registered back by two persons).
"""
