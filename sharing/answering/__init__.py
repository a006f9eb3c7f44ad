"""Answers (水平展開): what each carrier says to each lesson that it was asked about."""
