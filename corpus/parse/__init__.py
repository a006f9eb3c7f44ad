"""Readers of what reports write in words: moments, durations, counts, intervals.

Each is a function of text that never raises: it gives back what is told, or a `Why`. All of them
take time in proportion to the text, whatever it holds.
"""
