"""What SM-01 and practice say of a round, in a few lines that share nothing with the code."""

OPEN_TASK = ("undelivered", "sent", "held")


class Model:
    """What SM-01 and practice say, written a second time and without any of the code."""

    def __init__(self):
        self.round, self.stopped_at, self.reserve = "received", None, "in_coordination"
        self.number, self.was_returned, self.was_moved = 1, False, 0
        self.tasks: dict[str, str] = {}
        self.negative: set[str] = set()
        self.open_items: set[str] = set()
        self.settled: set[str] = set()
        self.due: dict[str, int] = {}

    def ask(self, *units):
        for unit in units:
            self.tasks[unit] = "undelivered"
            self.negative.discard(unit)

    def close(self, unit, state, *, negative=False):
        self.tasks[unit] = state
        (self.negative.add if negative else self.negative.discard)(unit)
        self.collate()

    def collate(self):
        closed = all(state not in OPEN_TASK for state in self.tasks.values())
        if self.round == "dispatched" and closed:
            self.round = "collating"

    def differing(self):
        asked = {unit for unit, state in self.tasks.items() if state != "dropped"}
        return self.negative if self.negative < asked else set()
