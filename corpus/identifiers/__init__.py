"""The detector of identifiers (識別子の検出): what in a text tells who it is about.

Each layer is one module; `corpus/identifiers/detect.py` puts them together.
"""
