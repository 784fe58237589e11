"""A file -> raw text: .txt and .md in UTF-8 or GB18030, .docx, .pdf.

Knows files, not reports: what comes out still has its stray spaces and page breaks, which `documents.clean` heals.
"""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from documents.errors import BadReport
from documents.wrapped import unwrap

MAX_BYTES = 20_000_000
"""A report is a few dozen kilobytes; a file above this is a mistake."""

_PAGE_NUMBER = re.compile(r"[\s—–―─\-－·.]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/，,共]\s*\d{1,3}\s*页?)?[\s—–―─\-－·.]*")
_OFTEN = "的和年"


def read(path: Path) -> str:
    """The text of the file. Raises `BadReport` where it is missing, of an unknown kind, unreadable or without text."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadReport(
            f"{path.name} is of a kind that is not read here",
            f"known are {', '.join(_READERS)}; save .doc and .wps files as .docx",
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadReport(f"{path.name} has {size:,} bytes; at most {MAX_BYTES:,} are read", "save its text as .txt")
        text = reader(path)
    except OSError as error:
        raise BadReport(
            f"{path} cannot be read ({error.strerror})", "name a file that exists and may be read"
        ) from None
    if not text.strip():
        raise BadReport(f"{path.name} holds no text", "a scanned report needs text recognition first")
    return text


def decode(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, UTF-16 with its mark, or GB18030. Raises `BadReport`.

    >>> decode("青海的报告".encode("gb18030"), "report.txt")
    '青海的报告'
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and (encoding != "gb18030" or any(char in text for char in _OFTEN)):
            return text
    raise BadReport(f"{name} is text neither in UTF-8 nor in GB18030", "save it as UTF-8 and add it again")


def _read_text(path: Path) -> str:
    return unwrap(decode(path.read_bytes(), path.name))


def _read_docx(path: Path) -> str:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise BadReport("reading .docx needs python-docx", "pip install python-docx") from None
    try:
        paragraphs = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise BadReport(f"{path.name} is not a whole .docx file ({error})", "save its text as .txt") from None
    return "\n".join(paragraphs)


def _read_pdf(path: Path) -> str:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise BadReport("reading .pdf needs pypdf", "pip install pypdf") from None
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    except (PyPdfError, KeyError, ValueError, RecursionError) as error:
        raise BadReport(f"{path.name} is not a whole .pdf file ({error})", "save its text as .txt") from None
    return unwrap("\n".join(without_margins(pages)), wrapped=True)


def without_margins(pages: list[str]) -> list[str]:
    """The pages without page numbers, and without first and last lines that stand on most of the pages.

    >>> without_margins(["政府工作报告\\n甲\\n— 1 —", "政府工作报告\\n乙\\n— 2 —", "政府工作报告\\n丙\\n— 3 —"])
    ['甲', '乙', '丙']
    """
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    split = [[*_unnumbered(lines)] for lines in split]
    edges = Counter(line for lines in split for line in {*lines[:1], *lines[-1:]})
    running = {line for line, count in edges.items() if count > max(2, len(pages) / 2)}
    return ["\n".join(line for line in lines if line not in running) for lines in split]


def _unnumbered(lines: list[str]) -> list[str]:
    first = bool(lines) and bool(_PAGE_NUMBER.fullmatch(lines[0]))
    last = len(lines) > 1 and bool(_PAGE_NUMBER.fullmatch(lines[-1]))
    return lines[first : len(lines) - last]


_READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
