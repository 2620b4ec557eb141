"""Pages of 一张蓝图: the map, what lies at a point, checks of red lines, and their corrections."""
