"""How well the parts do, on cases with known answers.

Imports: every package but api.
"""
