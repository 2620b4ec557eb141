"""Duties 应办事项: what a duty is and how it ends, whatever the system that owes it."""
