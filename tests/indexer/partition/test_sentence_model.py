"""`unstructured`, made ready: from the disk alone, and only when something needs it."""

from __future__ import annotations

import subprocess
import sys

PRELUDE = """
import socket, sys

def refuse(*arguments, **named):
    raise SystemExit(f"reached for the network: {arguments}")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from indexer.config import PartitionSettings
from indexer.partition.reading import read
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRELUDE + program],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "PYTHONPATH": ":".join(filter(None, sys.path))},
    )


def test_reading_reaches_for_no_network_and_prints_nothing() -> None:
    ended = run(
        "text = read(b'Harbour Wall\\n\\nThe wall is old and the harbour too.', 'a.txt', "
        "PartitionSettings())\n"
        "page = read(b'<html><body><p>The wall is old.</p>', 'a.html', PartitionSettings())\n"
        "assert text.pages[0].blocks and page.pages[0].blocks"
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_what_is_slow_to_load_waits_until_a_file_needs_it() -> None:
    ended = run(
        "print(sorted({'unstructured', 'spacy', 'bs4', 'pypdfium2', 'pytesseract', 'PIL'} "
        "& set(sys.modules)))"
    )
    assert ended.stdout.strip() == "[]", ended.stderr
