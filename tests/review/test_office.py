"""What LibreOffice makes of the copies: every comment on its words, every change accepted as answered."""

from __future__ import annotations

import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from docx import Document

from reframe.documents import read
from reframe.linter import Options, check
from reframe.review.rewriting import Edit
from reframe.review.word_annotating import annotated
from reframe.review.word_tracking import rewritten

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.desktop

LINES = (
    "Taught 25 lessons a week at 5 elementary schools",
    "Ate lunch with students every day",
    "Assisted the JTE in class",
    "Coordinated the visit of 18 guests with the town hall",
)
ACCEPT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Review" script:language="StarBasic">
Sub AcceptAll(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, saving())
  document.close(True)
End Sub
</script:module>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Review"/></library:library>"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory):
    """Run LibreOffice with a profile of its own that knows the macro."""
    profile = tmp_path_factory.mktemp("profile")

    def running(*arguments: str) -> None:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--norestore",
            *arguments,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)

    running("--terminate_after_init")
    basic = profile / "user/basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (basic / "Standard/script.xlb").write_text(LIBRARY, encoding="utf-8")
    (basic / "Standard/Review.xba").write_text(ACCEPT, encoding="utf-8")
    return running


@pytest.fixture
def resume(tmp_path: Path) -> bytes:
    document = Document()
    document.add_heading("Experience", 1)
    document.add_paragraph("Assistant Language Teacher, JET Programme, Sakura City, 2019 – 2022")
    for line in LINES:
        document.add_paragraph(style="List Bullet").add_run(line).bold = True
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Attended Sports Day every year"
    document.save(str(tmp_path / "resume.docx"))
    return (tmp_path / "resume.docx").read_bytes()


def findings_of(data: bytes) -> list[tuple[str, str | None]]:
    return [(f.rule, f.text) for f in check("resume.docx", data=data, options=Options()).findings]


def texts(data: bytes) -> list[str]:
    return [block.text for block in read("resume.docx", data=data).blocks]


def test_every_comment_stays_on_its_words(resume, office, word, tmp_path: Path) -> None:
    report = check("resume.docx", data=resume, options=Options())
    assert report.resume is not None
    copy = annotated(resume, resume=report.resume, findings=report.findings, titles={}, date=word.date)
    (tmp_path / "copy.docx").write_bytes(copy)
    office(
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "copy.docx"),
    )
    saved = (tmp_path / "out/copy.docx").read_bytes()
    before, after = word.commented(copy), word.commented(saved)
    assert len(after) == len(report.findings) > 5
    assert Counter(after) == Counter(before)
    assert texts(saved) == texts(copy) == texts(resume)


def test_accepted_changes_leave_the_answered_findings_out_and_bring_none(
    resume, office, word, tmp_path: Path
) -> None:
    document = read("resume.docx", data=resume)
    answers = {
        LINES[0]: "Planned twelve workshops with five colleagues in Excel",
        LINES[1]: "",
        LINES[2]: "Kept a budget in Excel",
    }
    edits = []
    for line, new in answers.items():
        found = word.finding(document, line)
        edits.append(Edit(found.block, 0, len(line), new, line))
    copy, _, left = rewritten(resume, resume=word.one_section(document), edits=edits, date=word.date)
    assert left == ()
    (tmp_path / "copy.docx").write_bytes(copy)
    target = tmp_path / "accepted.docx"
    office(f'macro:///Standard.Review.AcceptAll("file://{tmp_path}/copy.docx","file://{target}")')
    accepted = target.read_bytes()
    assert b"<w:ins " not in word.parts(accepted)["word/document.xml"]
    assert texts(accepted) == [answers.get(text, text) for text in texts(resume) if answers.get(text, text)]
    before, after = findings_of(resume), findings_of(accepted)
    answered = [f for f in before if f[1] is not None and any(f[1] in line for line in answers)]
    assert len(answered) >= 3
    assert not Counter(after) - Counter(before)
    assert not {f for f in after if f in answered}
    bold = [p for p in Document(str(target)).paragraphs if p.text.startswith("Planned twelve")]
    assert all(run.bold for run in bold[0].runs)
