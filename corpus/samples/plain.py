"""Sample filings as text, CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable

from corpus.samples.facts import Filing, Item

_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"


def text(filing: Filing) -> bytes:
    """A filing as a text file."""
    return "\n".join(_TEXTS[filing.layout](filing)).encode(filing.encoding) + b"\n"


def comma_separated(filing: Filing) -> bytes:
    """A filing as CSV: a label and its text a line, or a line of labels over a line of texts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if filing.layout == "row":
        writer.writerow([item.full_label for item in filing.items])
        writer.writerow([item.text for item in filing.items])
    else:
        writer.writerows([item.full_label, item.text] for item in filing.items)
    return out.getvalue().encode(filing.encoding)


def json_object(filing: Filing) -> bytes:
    """A filing as a JSON object, the services hit as a list in it."""
    told: dict[str, object] = {item.full_label: item.text for item in filing.items}
    if filing.hits:
        told["services"] = [{"service": hit.named, "users": hit.users} for hit in filing.hits]
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _lines(filing: Filing) -> list[str]:
    """A numbered line an item: ``1. 発生日時:令和4年``."""
    lines = [*filing.title, *filing.head, ""]
    return lines + [
        f"{n}. {item.full_label}:{item.text}" for n, item in enumerate(filing.items, 1)
    ]


def _wide(filing: Filing) -> list[str]:
    """Everything wide and spaced: ``① 発　生　日　時　:　令和4年``."""
    lines = [*filing.title, ""]
    for sign, item in zip(_NUMBERS, filing.items, strict=False):
        lines.append(f"{sign} {'　'.join(item.full_label)} :　{item.text}")
    return [*lines, "", "以上"]


def _mail(filing: Filing) -> list[str]:
    """A mail: six lines or so, each label in brackets over its text."""
    lines = [*filing.title, "-----"]
    for item in filing.items:
        lines += _bracketed(item)
    return [*lines, "-----"]


def _bracketed(item: Item) -> list[str]:
    return [f"【{item.full_label}】", item.text, ""]


def _letter(filing: Filing) -> list[str]:
    """A letter: sender and subject, then the text."""
    return [
        *(f"{item.full_label}: {item.text}" for item in filing.items),
        "",
        *filing.body,
        "以上",
    ]


_TEXTS: dict[str, Callable[[Filing], list[str]]] = {
    "lines": _lines,
    "wide": _wide,
    "mail": _mail,
    "letter": _letter,
}
