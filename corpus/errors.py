"""What can go wrong in the corpus.

* CorpusError
  - UnknownCarrier    no carrier is registered under that id
  - UnknownFiling     no filing that this viewer may see has that id
  - UnknownIncident   no incident that this viewer may see has that id
  - UnknownViewer     that is not a viewer
  - MayNotSet         this viewer may not see or change what is set for a carrier
  - InputRefused      what was given cannot be taken; says what, where and why
    - RecordRefused   a line of a public-record file
    - FileRefused     a file that was filed
    - UnknownRegime   no regime has that id
  - DamagedStore      the database is not one of ours, or is newer than this program
  - DamagedVocabulary a file of the vocabulary is not as it must be
  - DamagedRegister   the file of carriers is not as it must be

Messages name ids, places and counts, never the text of a report.
"""


class CorpusError(Exception):
    """Base of every error this package raises."""


class UnknownCarrier(CorpusError):
    """No carrier is registered under that id."""


class UnknownFiling(CorpusError):
    """No filing that this viewer may see has that id."""


class UnknownIncident(CorpusError):
    """No incident that this viewer may see has that id."""


class UnknownViewer(CorpusError):
    """That is not a viewer."""


class MayNotSet(CorpusError):
    """This viewer may not see or change what is set for a carrier."""


class InputRefused(CorpusError):
    """What was given cannot be taken.

    `code` names the fault (a key of the words the edge shows), `where` the place in the input.
    """

    def __init__(self, code: str, where: str, **details: str | int) -> None:
        super().__init__(f"{where}: {code}" + "".join(f", {k}={v}" for k, v in details.items()))
        self.code = code
        self.where = where
        self.details = details


class RecordRefused(InputRefused):
    """A line of a public-record file cannot be taken."""


class FileRefused(InputRefused):
    """A file that was filed cannot be taken."""


class UnknownRegime(InputRefused):
    """No regime has that id; names those there are."""


class DamagedStore(CorpusError):
    """The database is not one of ours, or is newer than this program."""


class DamagedVocabulary(CorpusError):
    """A file of the vocabulary is not as it must be; says which concept and why."""


class DamagedRegister(CorpusError):
    """The file of carriers is not as it must be; says which carrier and why."""
