"""The supervision board: what presses, what waits for a decision, how long steps take."""
