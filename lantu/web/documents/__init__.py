"""The page of a document: its record set out readably, its files, the sealed copy of the paper."""
