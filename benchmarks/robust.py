"""How much is lost when questions are typed otherwise: each of the report's own questions, changed in one way.

    python -m benchmarks.robust [--half choose|report]

Prints a table of recall at 1 and mean reciprocal rank: the model alone, ours without mending, ours. The changes are
drawn with a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Mapping, Sequence

from opencc import OpenCC

from benchmarks.retrieval import CachingEncoder, dense, of_report, ours, ranks, summary
from documents import corpus
from documents.language import Language
from index import model, pinyin
from index.build import of_entries
from index.encoder import load_encoder
from index.entry import of_reports
from index.mend import Mender
from index.saved import Data
from index.search import Index
from index.words import STOP_ZH, chinese_words, is_word
from qa.settings import Settings

Change = Callable[[str, random.Random], str]
SEED = 1
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def full_width(question: str, _: random.Random) -> str:
    """Digits and letters of double width.

    >>> full_width("2023年GDP", random.Random())
    '２０２３年ＧＤＰ'
    """
    return re.sub(r"[0-9A-Za-z]", lambda match: chr(ord(match[0]) + 0xFEE0), question)


def homophone(question: str, draw: random.Random) -> str:
    """One character of one word for another of the same sound, as an input method may offer."""
    words = chinese_words(question)
    places = [i for i, word in enumerate(words) if len(word) > 1 and is_word(word) and word not in STOP_ZH]
    draw.shuffle(places)
    for place in places:
        word = words[place]
        at = draw.randrange(len(word))
        alike = [char for char in _common() if char != word[at] and _sound(char) == _sound(word[at])]
        if alike and _sound(word[at]):
            words[place] = word[:at] + draw.choice(alike) + word[at + 1 :]
            break
    return "".join(words)


def slip(question: str, draw: random.Random) -> str:
    """One of the longer words with a letter lost, doubled, replaced or put before its neighbour."""
    words = question.split(" ")
    places = [i for i, word in enumerate(words) if len(word) >= 6 and word.isascii() and word.isalpha()]
    if not places:
        return question
    place = draw.choice(places)
    word = words[place]
    at = draw.randrange(1, len(word) - 2)
    words[place] = draw.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + draw.choice(_LETTERS) + word[at + 1 :],
        ]
    )
    return " ".join(words)


CHANGES: Mapping[Language, Mapping[str, Change]] = {
    "zh": {
        "as written": lambda question, _: question,
        "traditional characters": lambda question, _: str(OpenCC("s2t").convert(question)),
        "full width": full_width,
        "a space between all characters": lambda question, _: " ".join(question),
        "no punctuation": lambda question, _: re.sub(r"[，。？！、；：]", "", question),
        "one character of the same sound": homophone,
    },
    "en": {
        "as written": lambda question, _: question,
        "upper case": lambda question, _: question.upper(),
        "lower case, no punctuation": lambda question, _: re.sub(r"[^a-z0-9% ]", "", question.lower()),
        "three spaces for one": lambda question, _: question.replace(" ", "   "),
        "full width": full_width,
        "one slip in a long word": slip,
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("choose", "report"), default="choose")
    half = parser.parse_args().half
    document = corpus.bundled().documents[0]
    index = of_entries(of_reports([document]), CachingEncoder(load_encoder(model.prepare(Settings().home, None))))
    plain = _unmended(index)
    print("| | the model alone | ours, not mended | ours |\n|---|---|---|---|")
    for language, changes in CHANGES.items():
        questions, gold = of_report(half, language, document)
        for name, change in changes.items():
            draw = random.Random(SEED)
            asked = [change(question, draw) for question in questions]
            scores = (dense(index, asked, index.entries), ours(plain, asked), ours(index, asked))
            cells = [_cell(ranks(found, gold)) for found in scores]
            print(f"| {language}: {name} | " + " | ".join(cells) + " |", flush=True)


def _cell(places: Sequence[int]) -> str:
    found = summary(places)
    return f"{found['R@1']:.3f} / {found['MRR']:.3f}"


def _unmended(index: Index) -> Index:
    """The same index with a mender that mends nothing."""
    other = Index(index.entries, Data(index.data.arrays, index.data.strings), index.encoder, index.weights)
    other.mender = Mender()
    return other


def _common() -> list[str]:
    """The characters of the bundled report, each once."""
    return sorted(set(corpus.bundled().documents[0].text))


def _sound(char: str) -> str:
    return pinyin.sounds().get(char, ("",))[0]


if __name__ == "__main__":
    main()
