"""A small client of a YAML language server, as an editor is one: files, problems, help."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

INSTALLED = Path(sys.prefix) / "share" / "editor" / "node_modules" / ".bin"
SETTINGS = {
    "validate": True,
    "completion": True,
    "hover": True,
    "schemaStore": {"enable": False},  # nothing is fetched
}


def server() -> str | None:
    """The language server, where one is installed."""
    named = os.environ.get("STUDIO_LANGUAGE_SERVER")
    return named or shutil.which("yaml-language-server", path=_path())


def _path() -> str:
    return os.pathsep.join([str(INSTALLED), os.environ.get("PATH", "")])


class Editor:
    """One server process with a folder open in it."""

    def __init__(self, command: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [command, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        self._asked = 0
        self._problems: dict[str, list[dict[str, Any]]] = {}
        markdown = {"contentFormat": ["markdown"]}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "pack"}],
                "capabilities": {
                    "textDocument": {"completion": {}, "hover": markdown, "publishDiagnostics": {}},
                    "workspace": {"configuration": True},
                },
            },
        )
        self._tell("initialized", {})

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def problems(self, path: Path, text: str) -> list[tuple[int, int, str]]:
        """Open a text as a file: line and column from 1, and the message, of each problem."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._problems:
            self._read()
        found = self._problems.pop(uri)
        starts = [(one["range"]["start"], one["message"]) for one in found]
        return [(at["line"] + 1, at["character"] + 1, said) for at, said in starts]

    def offered(self, path: Path, line: int, column: int) -> list[str]:
        """What completion offers in an open file; line and column from 1."""
        found = self._ask("textDocument/completion", _position(path, line, column))
        items: Sequence[Any] = found["items"] if isinstance(found, dict) else found
        return [one["label"] for one in items]

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is told about a word of an open file; "" for nothing."""
        found = self._ask("textDocument/hover", _position(path, line, column))
        return found["contents"]["value"] if found else ""

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.decode().partition(": ")
            if name == "Content-Length":
                length = int(value)
        if not length:
            raise EOFError("the language server has ended")
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._problems[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": _result(message)})
        return message


def _result(message: dict[str, Any]) -> Any:
    if message["method"] != "workspace/configuration":
        return None
    items = message["params"]["items"]
    return [SETTINGS if one.get("section") == "yaml" else None for one in items]


def _position(path: Path, line: int, column: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line - 1, "character": column - 1},
    }
