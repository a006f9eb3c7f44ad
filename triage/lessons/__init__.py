"""Lessons (教訓): drafted from what an accident's source tells, each statement with its words."""
