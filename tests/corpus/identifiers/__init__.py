"""Tests of corpus.identifiers."""
