"""Lessons leaving the carrier they came from.

Imports: corpus, embeddings, prompts, triage.
"""
