"""``python -m benchmarks.extraction layouts|paragraphs|robustness``; see README.md beside this file."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    commands = parser.add_subparsers(dest="command", required=True)
    layouts = commands.add_parser("layouts", help="producers in one and two columns")
    layouts.add_argument("--keep", type=Path, help="keep the PDFs in this folder")
    words = commands.add_parser("paragraphs", help="Word documents printed by LibreOffice")
    words.add_argument("folder", type=Path, nargs="?", help="documents to print instead of invented ones")
    words.add_argument("--count", type=int, default=24)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--show", action="store_true", help="print the paragraphs that came out broken")
    words.add_argument("--keep", type=Path, help="keep the documents and PDFs in this folder")
    robust = commands.add_parser("robustness", help="every file of a folder within time and memory")
    robust.add_argument("folder", type=Path)
    robust.add_argument("--mutations", type=int, default=0, help="read this many damaged copies instead")
    robust.add_argument("--seed", type=int, default=1)
    robust.add_argument("--names", action="store_true", help="name the files that fail")
    commands.add_parser("worker")
    options = parser.parse_args()
    if options.command == "worker":
        from benchmarks.extraction.robustness import worker

        worker()
        return 0
    if options.command == "robustness":
        from benchmarks.extraction.robustness import run

        good = run(options.folder, mutations=options.mutations, seed=options.seed, names=options.names)
    elif options.command == "paragraphs":
        from benchmarks.extraction.paragraphs import report as printed

        good = printed(
            folder=options.folder,
            count=options.count,
            seed=options.seed,
            show=options.show,
            keep=options.keep,
        )
    else:
        from benchmarks.extraction.layouts import report

        good = report(keep=options.keep)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
