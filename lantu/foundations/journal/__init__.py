"""The journal 日志: what was done, in order, for ever; a chain of entries and their bodies.

Nouns: `Entry` (permanent, without personal data), `Body` (erasable, with its salt), `Head` (the
end of the chain), `Cursor` (how far a consumer has followed). Only `append` writes; a change of
any byte is found by `verify`, and a row edited behind the journal's back by `replay`.
"""
