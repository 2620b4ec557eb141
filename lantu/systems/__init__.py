"""The seven systems of the notice, each on the foundations and the pure floors below."""
