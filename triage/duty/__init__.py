"""Whether an accident must be reported, as what, by which line, by when and in what depth."""
