"""The commands: what each takes, what it does in a line, and where it lives.

For: `studio --help`, dispatch, and "did you mean". Imports a command's module
only when that command was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from studio.cli.arguments import Given, Option, Takes, parse
from studio.cli.outcry import UsageError

JSON = Option("json", "as JSON, for programs")
SINCE = Option("since", "from this day on", "DAY")
UNTIL = Option("until", "up to this day", "DAY")
EXERCISE = Option("exercise", "only this exercise", "ID")
LANG = Option("lang", "in this language, where a pack has it", "LANGUAGE")
HELP = Option("help", "this page", short="h")


@dataclass(frozen=True)
class Command:
    """A command. `target` is `module:function` in this room, called with `Given`."""

    name: str
    does: str
    takes: Takes
    target: str
    group: str = "practise"
    words: tuple[tuple[str, str], ...] = ()
    """The words that can come first, and what each does."""


COMMANDS = (
    Command(
        "run", "begin an exercise",
        Takes(("ID",), 1, 1, (
            Option("plain", "in lines of text, for screen readers and pipes"),
            Option("answers", "answers from a file instead of a person", "FILE"),
            LANG,
        )),
        "run:run",
    ),
    Command(
        "today", "what is open, what is due, one idea",
        Takes(options=(
            JSON, Option("short", "one line for a shell prompt, or nothing"), LANG,
        )),
        "look:today",
    ),
    Command("list", "every exercise", Takes(options=(JSON, LANG)), "look:listing"),
    Command(
        "programme", "paths at your own pace: begin, show, skip, leave",
        Takes(("WHAT", "NAME", "PART"), 0, 3, (JSON,)), "programmes:programme",
        words=(
            ("show NAME", "its parts; without a word, all programmes"),
            ("begin NAME", "walk it; Today tells the next part"),
            ("skip NAME PART", "leave out the part of that number"),
            ("leave NAME", "walk it no more; what was done stays"),
        ),
    ),
    Command(
        "settings", "how it looks, moves and helps",
        Takes(("NAME", "VALUE"), 0, 2, (JSON,)), "settings:settings",
    ),
    Command(
        "history", "past sessions, newest first",
        Takes(options=(
            JSON, EXERCISE, SINCE, UNTIL, Option("limit", "at most so many (20)", "N"),
        )),
        "look:history", "look back",
    ),
    Command(
        "show", "one past session, or what an exercise is",
        Takes(("ID",), 1, 1, (JSON, LANG)), "look:show", "look back",
    ),
    Command(
        "calendar", "the days of a month that had something",
        Takes(("MONTH",), 0, 1, (JSON,)), "over_time:calendar", "look back",
    ),
    Command(
        "trends", "how things that you rated went over the last year",
        Takes(("NAME",), 0, 1, (JSON,)), "over_time:trends", "look back",
    ),
    Command(
        "kept", "the things you kept",
        Takes(("COLLECTION", "NUMBER"), 0, 2, (
            JSON, Option("change", "put one of them in other words"),
            Option("remove", "take one of them out, after asking"),
            Option("yes", "remove: without asking"),
        )),
        "kept:kept", "look back",
    ),
    Command(
        "export", "everything, into a file of your own",
        Takes(options=(
            Option(
                "format", "md, html, csv or json (md)", "FORMAT",
                words=("md", "html", "csv", "json"),
            ),
            EXERCISE, SINCE, UNTIL, Option("output", "the file; else on the screen", "FILE", "o"),
        )),
        "export:export", "look back",
    ),
    Command(
        "data", "your data: path, backup, restore, encrypt, erase",
        Takes(("WHAT", "NAME"), 1, 2, (
            Option("repair", "verify: mend what can be mended"),
            Option("exercise", "erase: every session of it", "ID"),
            Option("everything", "erase: all there is"),
            Option("with-kept", "erase: what came out of it too"),
            Option("backup", "a backup first: a file; sealed, plain or none", "FILE"),
            Option("ssh-key", "decrypt, passphrase: open with this key instead", "FILE"),
            Option("yes", "erase: without asking"),
        )),
        "data:data", "look back",
        words=(
            ("path", "where it lies"),
            ("verify", "read everything, and say if it is whole"),
            ("backup [FILE]", "one zip of all of it"),
            ("restore ZIP", "take a backup in; what is here stays"),
            ("merge FOLDER|ZIP", "take another folder in; what is here stays"),
            ("encrypt", "seal it with a passphrase"),
            ("decrypt", "open it again, for good"),
            ("passphrase", "another passphrase"),
            ("ssh-key [FILE.pub]", "let an SSH key open it too, or none any more"),
            ("erase [ID]", "a session, an exercise or everything"),
        ),
    ),
    Command(
        "new", "a pack or an exercise to begin with",
        Takes(("pack|exercise", "NAME"), 2, 2, (
            Option("from", "begin with a copy of this exercise", "ID"),
            Option("into", "the folder it is to stand in (here)", "FOLDER"),
        )),
        "new:new", "write your own",
    ),
    Command(
        "check", "read exercises and packs, and say what to mend",
        Takes(("FILE or FOLDER",), 1, None, (
            Option(
                "profile", "draft, or share: before others get it (draft)", "PROFILE",
                words=("draft", "share"),
            ),
            Option(
                "format", "text, json, sarif or github (text)", "FORMAT",
                words=("text", "json", "sarif", "github"),
            ),
            JSON,
            Option("lock", "when all is fine, note answers in shapes.lock"),
            Option("anew", "with --lock: write over the same version"),
        )),
        "check:check", "write your own",
    ),
    Command(
        "fix", "mend what has one right answer",
        Takes(("FILE or FOLDER",), 1, None, (Option("diff", "show the changes, make none"),)),
        "fix:fix_files", "write your own",
    ),
    Command(
        "rename", "another name for an exercise, an id or an option",
        Takes(("OLD", "NEW", "FILE"), 2, 3, (Option("diff", "show the changes, make none"),)),
        "rename:rename", "write your own",
    ),
    Command(
        "test", "play the tests beside exercises",
        Takes(("FILE or FOLDER",), 0, None, (
            Option("explore", "so many random walks instead", "N"),
            Option("seed", "walk the same ways again", "S"),
            Option(
                "format", "text, json, sarif or github (text)", "FORMAT",
                words=("text", "json", "sarif", "github"),
            ),
        )),
        "test:test", "write your own",
    ),
    Command(
        "preview", "an exercise on the real screens, anew as you save",
        Takes(("FILE",), 1, 1, (
            Option("at", "begin at this step, of a follow-up too", "STEP"),
            Option("followup", "begin with this follow-up", "NAME"),
            Option("answers", "answer as this test does", "NAME"),
            Option("record", "what you answer becomes a test of this name", "NAME"),
            Option("speed", "let time run so many times as fast", "N"),
            Option("size", "draw on no more than this, such as 80x24", "SIZE"),
            LANG,
        )),
        "preview:preview", "write your own",
    ),
    Command(
        "locale", "a pack in other languages: extract, update, check",
        Takes(("WHAT", "FOLDER", "LANGUAGE"), 2, 3, (
            Option(
                "format", "check: text, json, sarif or github (text)", "FORMAT",
                words=("text", "json", "sarif", "github"),
            ),
        )),
        "locale:locale", "write your own",
        words=(
            ("extract FOLDER", "gather the texts of a pack into a .pot file"),
            ("update FOLDER LANGUAGE", "bring a translation up to them, or begin one"),
            ("check FOLDER", "say what does not fit in its translations"),
        ),
    ),
    Command(
        "map", "the paths of an exercise, and how long they are",
        Takes(("FILE or ID",), 1, 1, (
            Option("paths", "list them instead"), Option("picture", "draw it as SVG", "FILE"),
        )),
        "map:show_map", "write your own",
    ),
    Command(
        "pack", "packs: build, install, list, update, diff, remove",
        Takes(("WHAT", "NAME", "FROM"), 1, 3, (
            JSON,
            Option("output", "build: the zip, or the folder for it (here)", "FILE", "o"),
            Option("folder", "which pack, where an address has several", "NAME"),
            Option("lines", "diff: every changed line of the files"),
            Option("yes", "install, update, remove: without asking"),
        )),
        "pack:pack", "write your own",
        words=(
            ("build FOLDER", "one zip of it, when it is fit to be given away"),
            ("install FROM", "from a folder, a zip or a git address"),
            ("list", "every pack that is here, and where it came from"),
            ("update [NAME [FROM]]", "to what its origin has now, or to another"),
            ("diff NAME [FROM]", "what an update would change"),
            ("remove NAME", "take it away; what was done with it stays"),
        ),
    ),
    Command(
        "schema", "what editors read to help while you type",
        Takes(("WHAT",), 0, 1, (Option("into", "write all of them into a pack", "FOLDER"),)),
        "new:print_schema", "write your own",
    ),
    Command(
        "guide", "everything on one page, for a language model",
        Takes(), "guide:show_guide", "write your own",
    ),
    Command(
        "explain", "what a code means, and how it is mended",
        Takes(("CODE",), 0, 1, (Option("markdown", "every page, as docs/codes.md"),)),
        "explain:explain", "write your own",
    ),
)  # fmt: skip

BARE = Takes(
    options=(
        HELP,
        Option("version", "the version"),
        Option("plain", "Today in lines of text"),
        LANG,
    )
)


def dispatch(words: list[str]) -> int:
    """Run what was typed; the exit code."""
    if not words or words[0].startswith("-"):
        return _bare(words)
    name, rest = words[0], words[1:]
    if name == "help":
        named = [one for one in rest if not one.startswith("-")]
        return _help(named[0] if named else "")
    command = find(name)
    if {"--help", "-h"} & set(_before_words_end(rest)):
        return _help(name)
    module, _, function = command.target.partition(":")
    work = getattr(import_module(f"studio.cli.{module}"), function)
    return int(work(parse(name, command.takes, rest)))


def find(name: str) -> Command:
    """The command of that name; raises UsageError with the nearest one."""
    for one in COMMANDS:
        if one.name == name:
            return one
    from studio.format.problems import nearest

    close = nearest(name, [one.name for one in COMMANDS])
    hint = f"Did you mean `studio {close}`?" if close else "`studio --help` lists what there is."
    raise UsageError(f"There is no command “{name[:60]}”.", hint)


def _before_words_end(words: list[str]) -> list[str]:
    return words[: words.index("--")] if "--" in words else words


def _bare(words: list[str]) -> int:
    given = parse("", BARE, words)
    if given.has("help"):
        return _help("")
    if given.has("version"):
        return _version()
    from studio.cli.run import home

    return home(given)


def _help(name: str) -> int:
    from studio.cli.pages import BEHIND, command_page, front_page
    from studio.cli.streams import say_lines

    page = command_page(find(name)) if name else front_page(COMMANDS)
    say_lines(page.split("\n"), hang=BEHIND)
    return 0


def _version() -> int:
    from studio.cli.pages import version

    print(f"studio {version()}")
    return 0


__all__ = ["COMMANDS", "Command", "Given", "dispatch", "find"]
