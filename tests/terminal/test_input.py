"""What comes in: any bytes, endless pastes, keys and a quit in one write, the environment."""

from __future__ import annotations

import time

from tests.terminal.conftest import Tiny
from tests.terminal.pty import wait_until

THIRTY = "abcdefghijklmnopqrstuvwxyz0123"


def test_bytes_of_every_kind_are_survived(tiny: Tiny) -> None:
    terminal = tiny.start()
    terminal.send(b"a\xe9b")
    terminal.send(b"\x1b[999999999999u\x1b[57344;1u\x1b[1;99999999999u\x1b[55296u\x1b[1114112;1u")
    terminal.send(b"\x1b[<1;1;99999999999999M\x1b[?9999;9$y\x1b[;;;;;;q\x1b]11;rgb:0/0/0\x07\xffc")
    terminal.wait_for("c'")
    terminal.send("\x11")
    assert terminal.wait_for_end()[0] == 0
    assert tiny.saved == "quit:a\ufffdb\ufffdc"


def test_each_single_byte_is_survived(tiny: Tiny) -> None:
    terminal = tiny.start()
    quitting = {0x11, 0x14, 0x1B}
    terminal.send(bytes(byte for byte in range(256) if byte not in quitting))
    terminal.send("\rend")
    terminal.wait_for("end'")
    assert terminal.process.poll() is None


def test_thirty_characters_and_quit_in_one_write_are_all_stored(tiny: Tiny) -> None:
    for _ in range(2):
        terminal = tiny.start()
        terminal.send(THIRTY + "\x11")
        assert terminal.wait_for_end()[0] == 0
        assert tiny.saved == f"quit:{THIRTY}"


def test_thirty_characters_and_a_key_that_overtakes_are_stored_a_hundred_times(
    tiny: Tiny,
) -> None:
    # The same keys and the same priority binding, in one process that goes on.
    terminal = tiny.start("rounds")
    rounds = tiny.file.with_name("rounds")
    for number in range(1, 101):
        terminal.send(THIRTY + "\x11")
        wait_until(lambda n=number: rounds.exists() and len(rounds.read_text().split()) == n)
    assert rounds.read_text().split() == [THIRTY] * 100


def test_letters_after_enter_reach_the_next_field(tiny: Tiny) -> None:
    # The step changes on Enter, and the rest of the same write belongs to the next step.
    terminal = tiny.start("steps")
    terminal.send("one\rtwo\r")
    terminal.wait_for("['one', 'two']")


def test_a_paste_that_never_ends_is_handed_on_within_three_seconds(tiny: Tiny) -> None:
    terminal = tiny.start()
    began = time.monotonic()
    terminal.send("\x1b[200~pasted")
    terminal.wait_for("'pasted'")
    assert time.monotonic() - began < 3
    terminal.send(" and typed")
    terminal.wait_for("'pasted and typed'")


def test_a_large_paste_arrives_whole(tiny: Tiny) -> None:
    terminal = tiny.start()
    terminal.send("\x1b[200~" + "a line of text\r" * 1000 + "\x1b[201~\x11")
    assert terminal.wait_for_end(10)[0] == 0
    assert tiny.saved == "quit:" + "a line of text\n" * 1000


def test_textual_variables_write_nothing_and_import_nothing(tiny: Tiny) -> None:
    work = tiny.folder / "work"
    work.mkdir()
    (work / "evil.py").write_text("open('evil-ran', 'w')\nclass Driver: ...\n")
    terminal = tiny.start(
        typed="secret",
        folder=work,
        environment={
            "PYTHONPATH": f"{tiny.root}:{work}",
            "TEXTUAL": "debug,devtools",
            "TEXTUAL_LOG": str(work / "log"),
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_DRIVER": "evil:Driver",
            "TEXTUAL_SCREENSHOT": "0",
            "TEXTUAL_SCREENSHOT_LOCATION": str(work),
            "TEXTUAL_PRESS": "x",
        },
    )
    terminal.send("\x11")
    assert terminal.wait_for_end()[0] == 0
    assert tiny.saved == "quit:secret"
    assert [path.name for path in work.iterdir()] == ["evil.py"]
