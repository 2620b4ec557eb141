"""Papers to take away: issued documents, letters, opinion forms, sheets of a red line."""
