"""A small pack in English, and words for it in other languages: for tests in every room."""

from __future__ import annotations

from pathlib import Path

PACK = """format: 1
id: small
version: 1
title: Small
summary: A pack to translate.
language: en
exercises: [hello]
"""
HELLO = """format: 1
id: hello
version: 1
title: Say hello
quick: yes
steps:
  - type: say
    text: Take a moment.
  - type: text
    id: name
    text: What is your name?
  - type: choices
    id: likes
    text: What do you like?
    options:
      tea: tea
      rain: rain
      trees: trees
  - type: say
    text: |
      Thank you.
      ${name}, you like ${likes}.
"""
HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
GERMAN = {
    ("hello.title", "Say hello"): "Sag hallo",
    ("hello/name.text", "What is your name?"): "Wie heißt du?",
    ("hello/likes.options.tea.label", "tea"): "Tee",
    ("hello/likes.options.trees.label", "trees"): "Bäume",
    (
        "hello/say_2.text",
        "Thank you.\n${name}, you like ${likes}.",
    ): "Danke.\nDu magst ${likes}, ${name}.",
}
"""Half of it: the first step, the question about likes and the rain are not translated."""
HEBREW = {
    ("pack.title", "Small"): "קטן",
    ("hello.title", "Say hello"): "שלום",
    ("hello/say_1.text", "Take a moment."): "קח רגע.",
    ("hello/name.text", "What is your name?"): "מה שמך?",
    ("hello/likes.text", "What do you like?"): "מה אתה אוהב?",
    ("hello/likes.options.tea.label", "tea"): "תה",
    ("hello/likes.options.rain.label", "rain"): "גשם",
    ("hello/likes.options.trees.label", "trees"): "עצים",
    (
        "hello/say_2.text",
        "Thank you.\n${name}, you like ${likes}.",
    ): "תודה.\n${name}, אתה אוהב ${likes}.",
}


def quoted(text: str) -> str:
    """A text as a PO file has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def po(language: str, words: dict[tuple[str, str], str]) -> str:
    """A PO file with these words, by context and text."""
    rows = [HEAD.format(language)]
    for (context, text), said in words.items():
        rows.append(f"msgctxt {quoted(context)}\nmsgid {quoted(text)}\nmsgstr {quoted(said)}\n")
    return "\n".join(rows)


def small_pack(folder: Path, **languages: dict[tuple[str, str], str]) -> Path:
    """Lay the pack into a folder of packs, with words in these languages; the pack's folder."""
    home = folder / "small"
    (home / "lang").mkdir(parents=True)
    (home / "pack.yml").write_text(PACK, encoding="utf-8")
    (home / "hello.yml").write_text(HELLO, encoding="utf-8")
    for language, words in languages.items():
        (home / "lang" / f"{language}.po").write_text(po(language, words), encoding="utf-8")
    return home
