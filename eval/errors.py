"""What can go wrong in an evaluation.

* EvalError
  - MissingSet   a benchmark set is not in the folder given, or no folder was found
  - StaleFolds   the weights of the folds were not learned with those that production uses
"""


class EvalError(Exception):
    """Base of every error this package raises."""


class MissingSet(EvalError):
    """A benchmark set is not there; says which, and where it was looked for."""


class StaleFolds(EvalError):
    """The weights of the folds were not learned with those that production uses."""
