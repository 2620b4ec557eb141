"""Readers and writers of the file formats in which red lines and plan layers arrive."""

from lantu.geo.formats.door import PendingReading, read, start

__all__ = ["PendingReading", "read", "start"]
