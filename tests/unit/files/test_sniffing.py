"""A file is what its bytes say, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.files.rules import kind_of, safe_name
from app.files.types import AMR, CSV, DOCX, HEIC, JPEG, M4A, MOV, MP3, MP4, PDF, PNG, TEXT, WAV, WEBP, XLSX, Kind


def office(*members: str) -> bytes:
    """A zip with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return target.getvalue()


ACCEPTED: list[tuple[bytes, str, Kind]] = [
    (b"%PDF-1.7\n", "a.pdf", PDF),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.png", JPEG),
    (b"\x89PNG\r\n\x1a\n....", "a.jpg", PNG),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", WEBP),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.wav", WAV),
    (b"\x00\x00\x00\x18ftypheic\x00\x00", "a.heic", HEIC),
    (b"\x00\x00\x00\x18ftypisom\x00\x00", "a.mp4", MP4),
    (b"\x00\x00\x00\x18ftypM4A \x00\x00", "a.m4a", M4A),
    (b"\x00\x00\x00\x14ftypqt  \x00\x00", "a.mov", MOV),
    (b"ID3\x03\x00", "a.mp3", MP3),
    (b"\xff\xfb\x90\x64\x00", "a.mp3", MP3),
    (b"#!AMR\n\x00", "a.amr", AMR),
    (office("[Content_Types].xml", "word/document.xml"), "a.docx", DOCX),
    (office("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", XLSX),
    ("姓名,金额\n赵某甲,7200.00\n".encode(), "工资.csv", CSV),
    ("姓名,金额\n".encode("gb18030"), "工资.CSV", CSV),
    ("说明：已付。".encode(), "a.exe", TEXT),
]

REFUSED: list[tuple[bytes, str]] = [
    (b"MZ\x90\x00\x03\x00\x00\x00", "photo.jpg"),
    (b"\x7fELF\x02\x01\x01", "a.pdf"),
    (b"#!/bin/sh\x00", "a.txt"),
    (b"<!DOCTYPE html><script>alert(1)</script>", "a.txt"),
    (b"  <html>", "a.csv"),
    (b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
    (b'<?xml version="1.0"?><svg/>', "a.svg"),
    (b"GIF89a\x01\x00", "a.gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc"),
    (office("a.txt"), "a.zip"),
    (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx"),
    (office("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx"),
    (b"PK\x03\x04 and then nothing", "a.docx"),
    (b"\x00\x00\x00\x18ftypXXXX\x00\x00", "a.mp4"),
    (b"\x1f\x8b\x08\x00", "a.gz"),
]


@pytest.mark.parametrize(("content", "name", "kind"), ACCEPTED, ids=[f"{row[1]}-{row[2].ending}" for row in ACCEPTED])
def test_an_accepted_file_is_known_by_its_content(content: bytes, name: str, kind: Kind) -> None:
    stream = io.BytesIO(content)
    assert kind_of(stream, name) is kind
    assert stream.tell() == 0


@pytest.mark.parametrize(("content", "name"), REFUSED, ids=[row[1] for row in REFUSED])
def test_a_file_of_another_kind_is_refused_under_any_name(content: bytes, name: str) -> None:
    assert kind_of(io.BytesIO(content), name) is None


def test_a_chinese_character_cut_by_the_end_of_the_sample_is_still_text() -> None:
    assert kind_of(io.BytesIO(b"a" + "枫".encode() * 5000), "a.txt") is TEXT


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\x\\工资 表.xls", "工资 表.jpg"),
        ("photo.jpg.exe", "photo.jpg.jpg"),
        ("evil\u202egpj.exe", "evilgpj.jpg"),
        ("a\x00b\r\nSet-Cookie: x.png", "abSet-Cookie x.jpg"),
        ("", "file.jpg"),
        ("...", "file.jpg"),
        ("䶮𬱖.png", "䶮𬱖.jpg"),
    ],
)
def test_a_name_keeps_its_words_and_loses_what_could_harm(typed: str, kept: str) -> None:
    assert safe_name(typed, JPEG) == kept


def test_a_long_name_is_cut_before_its_ending() -> None:
    kept = safe_name("长" * 300 + ".pdf", PDF)
    assert len(kept) == 120
    assert kept.endswith(".pdf")
