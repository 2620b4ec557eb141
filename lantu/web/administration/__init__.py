"""Administration: units, posts, persons, leave, passwords; the calendar and the law in force."""
