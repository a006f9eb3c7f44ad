"""Documents: a reading written into the forms of the ministry, so that intake reads it again."""
