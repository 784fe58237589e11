"""Files: text in its encodings, Word, PDF, and what is said of a file that is none of them."""

import os
from pathlib import Path

import docx
import pytest

from documents.clean import clean
from documents.corpus import bundled
from documents.errors import BadReport
from documents.readers import decode, read, without_margins
from tests.documents.test_wrapped import wrap

TEXT = "政府工作报告\n一、2024年的工作回顾\n生产总值增长5%。\n"


def refusal(path: Path) -> str:
    with pytest.raises(BadReport) as caught:
        read(path)
    assert caught.value.exit_status == 1
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
def test_text_in_its_encodings(tmp_path: Path, encoding: str, suffix: str) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path) == TEXT


def test_a_character_outside_gbk(tmp_path: Path) -> None:
    assert decode("𬭁的〇年".encode("gb18030"), "a.txt") == "𬭁的〇年"


@pytest.mark.parametrize(
    "data",
    [
        "青海的報告".encode("big5"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(128, 256)),
        b"caf\xe9",
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
    ],
)
def test_bytes_that_are_not_text(data: bytes) -> None:
    with pytest.raises(BadReport) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == "a.txt is text neither in UTF-8 nor in GB18030; save it as UTF-8 and add it again"


def test_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == TEXT.rstrip("\n")


def test_a_broken_word_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 broken")
    assert refusal(tmp_path / "a.docx").startswith("a.docx is not a whole .docx file (")


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of these pages of lines, as small as one can be: a font without shapes, and its table of characters."""
    chars = sorted({char for page in pages for line in page for char in line})
    code = {char: number for number, char in enumerate(chars, start=1)}
    table = "\n".join(f"<{n:04X}> <{char.encode('utf-16-be').hex()}>" for char, n in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(code)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(cmap),
    ]
    for i, page in enumerate(pages):
        shown = " T* ".join(f"<{''.join(f'{code[char]:04X}' for char in line)}> Tj" for line in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {7 + 2 * i} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(stream(f"BT /F 12 Tf 14 TL 50 750 Td {shown} ET"))
    data, at = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        at.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in at)
    end = f"xref\n0 {len(at) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(at) + 1} /Root 1 0 R >>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()


def stream(body: str) -> str:
    return f"<< /Length {len(body)} >>\nstream\n{body}\nendstream"


def test_a_pdf_file(tmp_path: Path) -> None:
    text = bundled().documents[0].text[:3000].rsplit("\n", 1)[0] + "\n"
    lines = wrap(text, 72, "　　").splitlines()
    pages = [[*lines[at : at + 22], f"— {at // 22 + 1} —"] for at in range(0, len(lines), 22)]
    assert len(pages) > 2
    (tmp_path / "a.pdf").write_bytes(pdf(pages))
    assert clean(read(tmp_path / "a.pdf")) == text


def test_a_broken_pdf_file_and_one_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    assert refusal(tmp_path / "a.pdf").startswith("a.pdf is not a whole .pdf file (")
    (tmp_path / "b.pdf").write_bytes(pdf([[]]))
    assert refusal(tmp_path / "b.pdf") == "b.pdf holds no text; a scanned report needs text recognition first"


def test_the_margins_of_pages() -> None:
    pages = [f"工作报告\n第{n}页的文字\n- {n} -" for n in range(1, 5)]
    assert without_margins(pages) == [f"第{n}页的文字" for n in range(1, 5)]
    assert without_margins(["甲\n2024", "", "3"]) == ["甲\n2024", "", ""]
    assert without_margins([]) == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.txt") == (
        f"{tmp_path}/a.txt cannot be read (No such file or directory); name a file that exists and may be read"
    )


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert refusal(tmp_path / "a.txt") == (
        f"{tmp_path}/a.txt cannot be read (Is a directory); name a file that exists and may be read"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be read (Permission denied)" in refusal(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a", "a.html", ".txt"])
def test_a_kind_of_file_that_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert refusal(tmp_path / name) == (
        f"{name} is of a kind that is not read here; known are .txt, .md, .docx, .pdf; save .doc and .wps files as .docx"
    )


@pytest.mark.parametrize("text", ["", " \n　\n"])
def test_a_file_without_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert refusal(tmp_path / "a.txt") == "a.txt holds no text; a scanned report needs text recognition first"


def test_a_file_that_is_far_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(20_000_001)
    assert refusal(tmp_path / "a.txt") == (
        "a.txt has 20,000,001 bytes; at most 20,000,000 are read; save its text as .txt"
    )
