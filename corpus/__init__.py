"""Filings and incidents: reading them in, keeping them, and saying who may see what.

The lowest package: it imports none of the others.
"""
