"""Deliveries 送达: how a letter reaches a unit, and how that is proved (AMB-73).

Nouns: `Message` (what a unit is told; never where a project lies), `Attempt` (one try over one
channel, with its receipt), channel (an adapter). The platform's inbox and a second channel prove
a delivery together; a logged call or paper service proves it alone.
"""
