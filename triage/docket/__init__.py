"""The docket (対応台帳): what is entered once of a case, and everything that is due on it."""
