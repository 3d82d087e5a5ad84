"""Render the sample council's records from their sources.

``python -m eval.sample.render`` writes `records/` anew; ``--check`` writes nothing and proves that
the records equal the sources and that every gold quote stands on its page.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from eval.sample.check import problems
from eval.sample.library import RECORDS, manifest_line, read_library, record_path
from eval.sample.pdf import draw_pdf
from eval.sample.web import draw_html, draw_txt
from eval.sample.word import draw_docx

_DRAW = {"pdf": draw_pdf, "docx": draw_docx, "html": draw_html, "txt": draw_txt}


def render(target: Path) -> int:
    """Write every record and the manifest under `target`; return the number of records."""
    library = read_library()
    lines = []
    for source in library.sources.values():
        path = target / record_path(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        _DRAW[path.suffix.removeprefix(".")](path, library.blocks(source), source.header)
        lines.append(json.dumps(manifest_line(source), ensure_ascii=False))
    (target / "manifest.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.sample.render", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, prove the records")
    if parser.parse_args().check:
        with tempfile.TemporaryDirectory() as folder:
            render(Path(folder))
            found = problems(Path(folder), RECORDS)
        print("\n".join(found) or "The records equal their sources; every gold quote stands.")
        return 1 if found else 0
    shutil.rmtree(RECORDS, ignore_errors=True)
    print(f"{render(RECORDS)} records written to {RECORDS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
