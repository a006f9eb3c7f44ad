"""Everything that is said to a language model, and what is accepted back.

Imports: corpus.
"""
