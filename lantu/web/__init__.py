"""What people see: server-rendered pages in Chinese, one folder a system, one shell about them.

A page reads through `queries`, writes through `actions`, and asks `may` before it shows a button.
"""
