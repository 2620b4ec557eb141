"""The lawbook 法规版本: which edition of the law's dated data is in force here.

Nouns: `LocalEdition`, rows that this city adds to the edition the program ships (a new holiday
notice, a changed limit): proposed by one person, published by another, never edited; and
`EditionInForce`, the bytes of every whole edition that was ever in force, so that what was judged
by it can be judged again. Published news is followed by those who run clocks. It serves every
article that has a number or a working day in it.
"""
