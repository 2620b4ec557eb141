"""A whole coordination of a real red line, played through the real actions, act by act.

Scenes: `opening` (reserve and red line), `consultation` (the first round with all that can
happen in it), `verdict` (divergence, mediation, 基本符合), `again` (the second round, 符合).
"""
