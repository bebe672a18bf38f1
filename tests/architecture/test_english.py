"""The English catalogue says what the Chinese screen says."""

from __future__ import annotations

from scripts.translations import catalogues, problems, read
from tests.architecture.test_language import HAN


def test_the_english_catalogue_is_whole_and_keeps_every_parameter() -> None:
    assert problems() == []


def test_chinese_stays_in_the_english_only_as_an_example_of_what_to_type() -> None:
    wrong = [
        str(entry.string)
        for path in catalogues()
        for entry in read(path)
        if entry.id and not set(HAN.findall(str(entry.string))) <= set(HAN.findall(str(entry.id)))
    ]
    assert wrong == [], "\n".join(wrong)
