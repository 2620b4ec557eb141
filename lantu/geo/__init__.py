"""Measuring: reading red lines and plan layers, and how much they meet. It never judges."""
