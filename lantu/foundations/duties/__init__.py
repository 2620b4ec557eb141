"""Duties 应办事项: who owes what act by when, and on what basis (D1 三(一); AMB-73, 74, 75, 83).

Nouns: `Duty` (an act that a unit owes, with its clock), `Pause` (a stretch in which the clock
stands still, with its ground), `Outage` (a gap in which the platform could not be reached), kind
(what a system registers: limit, and what the end of the limit means). Inbox, lamps, reminders,
escalation and statistics all read duties; no system keeps a to-do list of its own.
"""
