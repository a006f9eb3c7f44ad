"""What can go wrong in talking to a language model.

* PromptError
  - UnknownPrompt     no prompt has that name
  - DamagedPrompt     a file of this package (a prompt, a list of words) is not as it must be
  - MissingValue      a prompt was rendered without a value it needs
  - UnknownValue      a prompt was rendered with a value it does not take
  - PromptTooLong     what would be sent is longer than one call may be
  - UnknownProvider   no provider has that name, or what it needs is not installed
  - DamagedPrices     the table of prices is not as it must be
  - UnpricedModel     money is limited, and the table of prices does not name the model
  - ModelSwitchedOff  a text may not go to a model
  - NotMasked         a text may leave the machine only masked, and it cannot be masked
  - BudgetSpent       the call could cost more than is left of the day's budget
  - ModelFault        the model was asked
    + ModelUnavailable  it could not be reached, took too long, or had too much to do
    + ModelRefused      it turned the request down; asking again would not help
    + UnusableAnswer    its answer is cut off, too long, or not of the form asked for

Messages name prompts, models, ids, places and counts, never what was sent or answered.
"""

from prompts.usage import Usage


class PromptError(Exception):
    """Base of every error this package raises."""


class UnknownPrompt(PromptError):
    """No prompt has that name."""


class DamagedPrompt(PromptError):
    """A file of this package is not as it must be."""


class MissingValue(PromptError):
    """A prompt was rendered without a value it needs."""


class UnknownValue(PromptError):
    """A prompt was rendered with a value it does not take."""


class PromptTooLong(PromptError):
    """What would be sent is longer than one call may be."""


class UnknownProvider(PromptError):
    """No provider has that name, or what it needs is not installed."""


class DamagedPrices(PromptError):
    """The table of prices is not as it must be."""


class UnpricedModel(PromptError):
    """Money is limited, and the table of prices does not name the model."""


class ModelSwitchedOff(PromptError):
    """A text may not go to a model; names its scope."""


class NotMasked(PromptError):
    """A text may leave the machine only masked, and it cannot be masked."""


class BudgetSpent(PromptError):
    """The call could cost more than is left of the day's budget."""


class ModelFault(PromptError):
    """The model was asked. `usage` is what the asking took, None where the model did not say."""

    def __init__(self, message: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.usage = usage


class ModelUnavailable(ModelFault):
    """The model could not be reached, took too long, or had too much to do."""


class ModelRefused(ModelFault):
    """The model turned the request down; asking again would not help."""


class UnusableAnswer(ModelFault):
    """The model's answer is cut off, too long, or not of the form asked for."""
