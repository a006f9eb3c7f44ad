"""Sample filings, as carriers would write them, and what a reader of each should understand."""
