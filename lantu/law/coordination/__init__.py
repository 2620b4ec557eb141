"""Rules of 空间协同: the three clocks, the departments and their questions, the three results."""
