"""What a filing is worth to its readers: novelty, precedents, priority and the queue.

Imports: corpus, embeddings, prompts.
"""
