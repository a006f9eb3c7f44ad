"""Accounts of incidents as vectors and terms: encoding them and finding the nearest.

Imports: corpus.
"""
