"""A bulletin as HTML: one file that needs no other, reads well aloud, and prints on one page."""

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from corpus.account import Language
from sharing.bulletin.bulletin import Bulletin, Check, Said
from sharing.bulletin.wording import asked_of, load_words
from sharing.summary.summary import Part

STYLE = Path(__file__).parent / "bulletin.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def markup_of(bulletin: Bulletin) -> bytes:
    """The bytes of an HTML page that says what `bulletin` says; all text is escaped."""
    return "\n".join(_page(bulletin)).encode("utf-8")


def _page(bulletin: Bulletin) -> Iterator[str]:
    words = load_words(bulletin.language)
    title = escape(f"{bulletin.lesson} {bulletin.title.text}")
    yield "<!DOCTYPE html>"
    yield f'<html lang="{bulletin.language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{_style()}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield (
        f'<p class="label"><span>{escape(words["kind"])}</span>'
        f"<strong>{escape(bulletin.label)}</strong></p>"
    )
    yield f"<h1{_language(bulletin.title, bulletin)}>{escape(bulletin.title.text)}</h1>"
    yield f'<p class="purpose">{escape(words["purpose"])}</p>'
    yield "</header>"
    yield "<main>"
    yield from _facts(bulletin)
    for part in bulletin.sections:
        yield from _section(part, bulletin)
    yield from _checks(bulletin)
    yield f'<section aria-labelledby="act"><h2 id="act">{escape(words["actions"])}</h2>'
    yield "<ol>"
    yield from (f"<li>{escape(act)}</li>" for act in bulletin.actions)
    yield "</ol></section>"
    yield "</main>"
    yield from _notes(bulletin)
    yield "</body>"
    yield "</html>"
    yield ""


def _facts(bulletin: Bulletin) -> Iterator[str]:
    words = load_words(bulletin.language)
    yield '<dl class="facts">'
    yield f"<div><dt>{escape(words['number'])}</dt><dd>{escape(bulletin.lesson)}</dd></div>"
    grain = words["grains"][bulletin.grain]
    yield f"<div><dt>{escape(words['grain'])}</dt><dd>{escape(grain)}</dd></div>"
    for fact in bulletin.facts:
        yield f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.value.text)}</dd></div>"
    yield "</dl>"


def _section(part: Part, bulletin: Bulletin) -> Iterator[str]:
    words, some = load_words(bulletin.language), bulletin.sections[part]
    yield f'<section aria-labelledby="{part}"><h2 id="{part}">{escape(words["parts"][part])}</h2>'
    if not some:
        yield f'<p class="empty">{escape(words["empty"])}</p>'
    else:
        kind = "ol" if part is Part.LESSONS else "ul"
        yield f"<{kind}>"
        yield from (f"<li{_from(one, bulletin)}>{escape(one.text)}</li>" for one in some)
        yield f"</{kind}>"
    yield "</section>"


def _checks(bulletin: Bulletin) -> Iterator[str]:
    words = load_words(bulletin.language)
    heading = escape(words["parts"][Part.VIEWPOINTS])
    yield f'<section aria-labelledby="viewpoints"><h2 id="viewpoints">{heading}</h2>'
    yield '<table aria-labelledby="viewpoints"><thead><tr>'
    yield from (f'<th scope="col">{escape(words[key])}</th>' for key in ("who", "what", "how"))
    yield "</tr></thead><tbody>"
    yield from (_row(check, bulletin) for check in bulletin.checks)
    yield "</tbody></table></section>"


def _row(check: Check, bulletin: Bulletin) -> str:
    what = "".join(
        f"<p{_from(one, bulletin)}>{escape(one.text)}</p>"
        for one in asked_of(check, bulletin.language)
    )
    return (
        f'<tr><th scope="row"{_language(check.who, bulletin)}>{escape(check.who.text)}</th>'
        f"<td>{what}</td><td{_language(check.how, bulletin)}>{escape(check.how.text)}</td></tr>"
    )


def _notes(bulletin: Bulletin) -> Iterator[str]:
    if not bulletin.notes:
        return
    heading = escape(load_words(bulletin.language)["notes"])
    yield f'<footer><h2 class="small">{heading}</h2>'
    yield "<ul>"
    yield from (f"<li>{escape(note)}</li>" for note in bulletin.notes)
    yield "</ul></footer>"


def _from(said: Said, bulletin: Bulletin) -> str:
    """The attributes of words: their language, and where in the rendering they stand."""
    places = " ".join(f"{place.start}-{place.end}" for place in said.places)
    stands = f' data-from="{places}"' if places else ""
    return f"{_language(said, bulletin)}{stands}"


def _language(said: Said, bulletin: Bulletin) -> str:
    language: Language = said.language
    return "" if language is bulletin.language else f' lang="{language}"'


@cache
def _style() -> str:
    return STYLE.read_text("utf-8")
