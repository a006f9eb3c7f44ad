"""How the outside reaches Kyokun: today the command line.

Imports: every package. The only one that knows settings, the environment and HTTP.
"""
