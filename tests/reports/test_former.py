"""A former report is known by how it begins, whatever its name; nothing else is."""

import pytest
from report_samples import hostile, realistic

from reframe.findings import Failure, Report
from reframe.reports import FORMATS, Presentation
from reframe.reports.former import is_report

UNREAD = Report((), (Failure("scan.pdf", "no-text-layer", "it has no text layer.", "Export it again."),))
CLEAN = realistic()._replace(files=tuple(file._replace(findings=()) for file in realistic().files))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "report", [realistic(), hostile(), CLEAN, UNREAD], ids=["findings", "hostile", "clean", "unread"]
)
@pytest.mark.parametrize("statistics", [False, True], ids=["plain", "counted"])
def test_a_report_in_a_file_is_known(format_, report, statistics):
    written = FORMATS[format_](report, Presentation(in_file=True, statistics=statistics))
    assert is_report(written.encode()) or not written


def test_a_report_with_the_line_ends_of_windows_is_known():
    written = FORMATS["text"](realistic(), Presentation(in_file=True))
    assert is_report(written.replace("\n", "\r\n").encode())


def test_on_a_terminal_the_text_report_begins_with_the_resume():
    assert FORMATS["text"](realistic(), Presentation()).startswith(realistic().files[0].path)


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"# Jo Example\n\n## Experience\n",
        b"## reframe my career\n",
        b"Report of reframed photographs\n",
        b"<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n<title>Jo - reframe</title>",
        b'{"basics": {"name": "reframe"}}',
        b'{"name": "reframe", "version": "1.0.0"}',
        b"2019-2022: warning signs designed for the city",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_a_resume_is_no_report(beginning):
    assert not is_report(beginning)
