"""What a file says, whatever its format: paragraphs and tables in order, each with its place.

A place (`where`) is what a person needs to find it in the file, in no particular language: ``p3``,
``header 1``, ``table 2``, ``sheet 様式``, ``slide 2 p4``, ``page 3 line 12``, ``line 17``.
"""

from dataclasses import dataclass
from enum import StrEnum

_LETTERS = 26


class Kind(StrEnum):
    """The formats that are read."""

    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    PDF = "pdf"
    CSV = "csv"  # TSV too
    JSON = "json"
    TXT = "txt"


class Remark(StrEnum):
    """What a person should know of how a file was read, though it was taken."""

    ENCODING = "encoding"  # `detail` names the encoding of a text
    DELIMITER = "delimiter"  # `detail` names it: comma, tab, semicolon
    CONTROL_CHARACTERS = "control_characters"  # removed: `count` of them
    HIDDEN_SHEET = "hidden_sheet"  # read all the same, as are the next four
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SLIDE = "hidden_slide"
    HIDDEN_TEXT = "hidden_text"
    DELETED_TEXT = "deleted_text"  # tracked deletions: not read
    COMMENTS = "comments"  # not read
    PICTURES = "pictures"  # not read
    EMBEDDED_FILES = "embedded_files"  # not read
    PAGE_WITHOUT_TEXT = "page_without_text"  # a picture, as far as the program can tell
    TABLES_NOT_FOUND = "tables_not_found"  # this page's ruled lines could not be followed
    FORMULA_WITHOUT_VALUE = "formula_without_value"  # the cell is empty
    RAGGED_ROW = "ragged_row"  # more or fewer cells than the first row
    LOOSE_QUOTES = "loose_quotes"  # read as far as they make sense
    REPEATED_KEY = "repeated_key"  # both values are kept
    NOT_A_NUMBER = "not_a_number"  # NaN or Infinity, kept as text


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One remark; `where` is the first place it is true of, `count` how many there are."""

    remark: Remark
    where: str
    count: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or one line where the format knows lines only; never empty."""

    text: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; `row` and `column` count from 1.

    `merged`: it is covered by the cell to its left or above, and its text is empty.
    `formula_without_value`: it holds a formula that nothing has calculated; its text is empty.
    """

    text: str
    row: int
    column: int
    merged: bool = False
    formula_without_value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, or a whole sheet or list. `name` is a sheet's name, else empty.

    Rows and cells with nothing in them may be left out: go by a cell's `row` and `column`, not by
    its position. No row is empty. `lettered`: its cells are called B7, as in spreadsheets.
    """

    rows: tuple[tuple[Cell, ...], ...]
    where: str
    name: str = ""
    lettered: bool = False

    def place(self, row: int, column: int) -> str:
        """Where that cell is: ``sheet 様式!B7``, ``table 2 row 4 col 1``."""
        if self.lettered:
            return f"{self.where}!{column_letters(column)}{row}"
        return f"{self.where} row {row} col {column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that a file says.

    Text is as written, in NFC, without control characters but line feed and tab.
    """

    kind: Kind
    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[Note, ...] = ()


def column_letters(column: int) -> str:
    """What spreadsheets call a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
