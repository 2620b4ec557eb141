"""Readers and writers of the file formats in which red lines and plan layers arrive."""
