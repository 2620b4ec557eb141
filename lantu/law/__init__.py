"""The rules of the notice 郑政办〔2019〕50号 as Python and YAML.

Pure: no database, no network, no "now", no randomness. Every rule takes its dated data as argument.
"""
