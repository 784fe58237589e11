"""Places that a question names, and names that are no places."""

import doctest

import pytest

from documents import places


def test_examples() -> None:
    assert doctest.testmod(places).failed == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甘肃省的生产总值", ["Gansu"]),
        ("Gansu's GDP", ["Gansu"]),
        ("How does it compare with Gansu and Sichuan?", ["Sichuan", "Gansu"]),
        ("How much freight does the China-Laos railway carry?", []),
        ("the Sichuan-Gansu border", []),
        ("a Laos–China railway (Laos)", ["Laos"]),
    ],
)
def test_a_place_in_the_name_of_something_else_is_not_meant(text: str, names: list[str]) -> None:
    assert sorted(place.en for place in places.named(text)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "names"), [("Taking town and country together", []), ("Huangyuan town", ["Huangyuan"])]
)
def test_a_request_to_name_a_county_names_none(text: str, names: list[str]) -> None:
    assert places.ranked_en(text) == names
