"""What all seven systems stand on: the journal, acts, people, projects, deliveries and duties."""
