"""Annotate every Word document of a folder, and see that nothing else about it has changed.

Usage: python -m benchmarks.review FOLDER [--most 40] [--office]

Each also goes through `rewrite`, with new words for a third of its lines.

Besides the findings it really has, every document gets invented ones on words all over it. Reported are
documents whose text, other parts or comments are not what they should be; the exit code is 1 if there is one.
With --office, LibreOffice opens each copy and saves it again, and must keep every comment on its words.
Documents that cannot be read are counted and left out.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from reframe.documents import read
from reframe.documents.reading import load
from reframe.errors import ReframeError, UnreadableError
from reframe.linter import Options, report_on, tools
from reframe.model import Finding
from reframe.review import word_tracking
from reframe.review.rewriting import Edit
from reframe.review.word_annotating import annotated, cleared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reframe.model import Document, Resume

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRITTEN = {"[Content_Types].xml", "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"}
PLACED: Counter[str] = Counter()
_WORD = re.compile(r"\S+")


def invented(document: Document, most: int) -> list[Finding]:
    """Findings on a few words of every block, and one on the whole résumé."""
    chance = random.Random(document.sha256)  # noqa: S311 -- the same words at every run
    found = [Finding("jargon", "jargon", "warning", "A word & a <b>sign</b>.", "Because.", fingerprint="x")]
    indices = list(range(len(document.blocks)))
    for index in sorted(chance.sample(indices, min(most, len(indices)))):
        text = document.blocks[index].text
        words = [match.span() for match in _WORD.finditer(text)]
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.randrange(6))
        start, end = words[first][0], words[last][1]
        found.append(
            Finding(
                "jargon", "jargon", "warning", "A word.", "Because.", text[start:end], text, index, start, end
            )
        )
    return found


def anchors(data_or_path: Path) -> Iterator[tuple[str, str, str]]:
    """The words each comment stands on, its author and its text."""
    with zipfile.ZipFile(data_or_path) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        main = next(name for name in ("word/document.xml", "word/document2.xml") if name in names)
        body = etree.fromstring(archive.read(names[main]))
        comments = next((name for name in names if re.fullmatch(r"word/comments\d*\.xml", name)), None)
        listed = [] if comments is None else list(etree.fromstring(archive.read(names[comments])))
    covered: dict[str, str] = {}
    running: set[str] = set()
    for element in body.iter("{*}*"):
        name, number = etree.QName(element).localname, element.get(f"{W}id", "")
        if name == "commentRangeStart":
            running.add(number)
            covered[number] = ""
        elif name == "commentRangeEnd":
            running.discard(number)
        elif element.tag == f"{W}t" and next(element.iterancestors("{*}Fallback", "{*}rt"), None) is None:
            for open_range in running:
                covered[open_range] += element.text or ""
    for comment in listed:
        text = "".join(node.text or "" for node in comment.iter(f"{W}t"))
        yield covered.get(comment.get(f"{W}id", ""), "—").strip(), comment.get(f"{W}author", ""), text.strip()


def parts(path: Path) -> dict[str, bytes]:
    """Every part with its bytes."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(path: Path, folder: Path, *, most: int) -> Iterator[str]:
    """Everything wrong with the annotated copy of one document; the copy is ``folder/NAME``."""
    data, _ = cleared(load(str(path)), path=str(path))
    document = read(str(path), data=data)
    book, matcher = tools(())
    report = report_on(document, phrasebook=book, matcher=matcher, options=Options())
    resume = report.resume
    assert resume is not None
    findings = (*report.findings, *invented(document, most))
    titles = {rule.name: rule.title for rule in book.rules}
    date = datetime(2026, 1, 2, tzinfo=UTC)
    before = folder / f"before-{path.name}"
    before.write_bytes(data)
    copy = folder / path.name
    copy.write_bytes(annotated(data, resume=resume, findings=findings, titles=titles, date=date))
    old, new = parts(before), parts(copy)
    if missing := set(old) - set(new):
        yield f"parts lost: {sorted(missing)}"
    if changed := {name for name in old if name in new and old[name] != new[name]} - WRITTEN:
        yield f"parts changed: {sorted(changed)}"
    ours = [words for words, author, _ in anchors(copy) if author == "reframe"]
    if len(ours) != len(findings):
        yield f"{len(findings)} findings, {len(ours)} comments"
    again, count = cleared(copy.read_bytes(), path=str(path))
    if count != len(findings):
        yield f"{len(findings)} comments, {count} taken out"
    if [b.text for b in read(str(path), data=again).blocks] != [b.text for b in document.blocks]:
        yield "the text is another once the comments are taken out"
    yield from faults_of_rewriting(data, resume)
    rest = Counter(anchors(before)) - Counter(a for a in anchors(copy) if a[1] != "reframe")
    if rest:
        yield f"comments of others lost: {list(rest)[:2]}"
    exact = [f.text for f in findings if f.text and f.block is not None and is_exact(document, f.block)]
    wrong = Counter(map(_bare, exact)) - Counter(map(_bare, ours))
    if wrong:
        yield f"not exactly on their words: {list(wrong)[:3]}"


def faults_of_rewriting(data: bytes, resume: Resume) -> Iterator[str]:
    """Whatever goes wrong when every third line gets other words and every seventh is deleted."""
    edits = [
        Edit(index, 0, len(block.text), "" if index % 7 == 2 else f"Made line {index} & <b>new</b>")
        for index, block in enumerate(resume.blocks[:300])
        if (index % 7 == 2 or index % 3 == 0) and len(block.text) > 1
    ]
    date = datetime(2026, 1, 2, tzinfo=UTC)
    _, made, left = word_tracking.rewritten(data, resume=resume, edits=edits, date=date)
    PLACED["tracked changes made"] += len(made)
    PLACED["not made"] += len(left)
    lines = sum(is_exact(resume.document, edit.block) for edit in left)
    if lines * 10 > len(edits) + 10:
        yield f"{lines} of {len(edits)} lines could not be changed"


def is_exact(document: Document, index: int) -> bool:
    """Whether a block stands where Word shows a comment on a range."""
    place = document.blocks[index].place.block
    return place.startswith("body/") and not re.search(r"textbox|shape|wordart|inner", place)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def kept_by_office(copies: list[Path], folder: Path) -> Iterator[tuple[Path, str]]:
    """Open every copy in LibreOffice, save it, and compare."""
    out = folder / "office"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(out),
            *map(str, copies),
        ],
        check=True,
        capture_output=True,
        timeout=1200,
    )
    for copy in copies:
        saved = out / f"{copy.stem}.docx"
        if not saved.exists():
            yield copy, "LibreOffice did not open it"
            continue
        before = Counter((_bare(words), text) for words, _, text in anchors(copy))
        after = Counter((_bare(words), text) for words, _, text in anchors(saved))
        if before != after:
            lost = list((before - after).elements())
            yield copy, f"LibreOffice moved or lost {len(lost)} of {before.total()} comments: {lost[:2]}"


def main() -> int:
    """Run over a folder and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=40, help="invented findings a document, at the most")
    parser.add_argument(
        "--office", action="store_true", help="also open and save every copy with LibreOffice"
    )
    chosen = parser.parse_args()
    files = [
        p
        for p in sorted(chosen.folder.rglob("*"))
        if p.suffix.lower() in (".docx", ".docm", ".dotx", ".dotm")
    ]
    good = unread = bad = 0
    with tempfile.TemporaryDirectory() as place:
        copies = []
        for path in files:
            try:
                wrong = list(faults(path, Path(place), most=chosen.most))
            except UnreadableError as error:
                unread += 1
                print(f"not read   {path}: {error.code}")
                continue
            except ReframeError as error:
                wrong = [str(error)]
            copies.append(Path(place) / path.name)
            good, bad = good + (not wrong), bad + bool(wrong)
            for fault in wrong:
                print(f"FAULT      {path}: {fault}")
        if chosen.office:
            for copy, fault in kept_by_office([copy for copy in copies if copy.exists()], Path(place)):
                bad += 1
                print(f"OFFICE     {copy.name}: {fault}")
    print(
        f"{len(files)} documents: {good} annotated with nothing else changed, {unread} not readable, {bad} faults"
    )
    print(", ".join(f"{count} {what}" for what, count in PLACED.items()))
    return 1 if bad or not good else 0


if __name__ == "__main__":
    sys.exit(main())
