"""Rules of 一张蓝图: the layer catalogue, precedence of plans, hard bars, binding indicators."""
