"""Blobs 文件: files by digest: uploads as received, attachments, renditions.

Nouns: `Blob` (a row that names a file), the store below var/blobs. The bytes are written before
the row, outside any transaction; a purge removes the bytes and keeps the row with its digest.
"""
