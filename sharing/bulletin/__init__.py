"""Bulletins (回覧): a lesson on one page for its readers, as HTML, PDF, Word and plain text."""
