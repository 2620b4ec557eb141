"""What may be done in coordination, by noun. Each action settles its round before it begins."""
