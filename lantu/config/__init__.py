"""Puts the parts together: the command line and, later, settings and urls."""
