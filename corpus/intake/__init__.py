"""Intake: what people send, read into filings. Imports nothing outside corpus."""
