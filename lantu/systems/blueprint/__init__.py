"""一张蓝图: the plan layers of all departments on one map, versioned (D1 三(三), 三(四))."""
