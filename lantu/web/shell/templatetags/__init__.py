"""Components that every template may use."""
