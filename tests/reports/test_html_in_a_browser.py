"""The page in a real headless Chromium: it draws, it filters without a script, it says nothing and asks nobody."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import lxml.html
import pytest

from reframe.documents import read
from reframe.linter import Options, lint
from reframe.model import Report
from reframe.reports import FORMATS, Presentation

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.desktop

RESUME = """\
# Robin <script>document.title='pwned'</script></title><img src=x onerror="document.title='pwned'">

## Experience

### Assistant Language Teacher, Sakura City Board of Education, Chiba, Japan, 2019 – 2022

- Taught 25 lessons a week at 5 elementary schools </style><style>body{display:none}</style>
- Passionate about Japanese culture and translated newsletters for the town hall

## Languages

- Japanese (fluent)
"""


@pytest.fixture(scope="module")
def page() -> str:
    document = read("resume.md", data=RESUME.replace("<img", "\\<img").encode())
    return FORMATS["html"](Report(files=(lint(document, options=Options()),)), Presentation())


def browse(folder: Path, html: str, *options: str) -> tuple[str, str]:
    """What Chromium prints for the page, and what its console says."""
    browser = shutil.which("chromium") or "chromium"
    (folder / "page.html").write_text(html, encoding="utf-8")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
    ]
    command += [
        f"--user-data-dir={folder}/profile",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--enable-logging=stderr",
    ]
    done = subprocess.run(
        [*command, *options, (folder / "page.html").as_uri()], capture_output=True, timeout=90, check=True
    )
    said = done.stderr.decode(errors="replace")
    return done.stdout.decode(), "\n".join(line for line in said.splitlines() if "CONSOLE" in line)


def without_script(page: str) -> str:
    """The page as a browser shows it that runs no scripts."""
    return re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def shown(dom: str) -> str:
    return lxml.html.document_fromstring(dom).xpath("string(//*[@id='shown'])")


def test_the_page_runs_its_own_script_and_says_nothing_on_the_console(tmp_path: Path, page: str) -> None:
    dom, console = browse(tmp_path, page, "--dump-dom")
    assert console == ""
    assert re.fullmatch(r"All \d+ findings are shown\.", shown(dom))
    tree = lxml.html.document_fromstring(dom)
    assert "resume.md" in tree.xpath("string(//title)")
    assert "pwned" not in tree.xpath("string(//title)")
    assert not tree.xpath("//img")
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert [mark.text_content() for mark in tree.xpath("//mark")][:2] == [
        "25 lessons a week",
        "5 elementary schools",
    ]


def test_a_script_that_is_not_the_pages_own_does_not_run(tmp_path: Path, page: str) -> None:
    slipped_in = "<script>document.title='pwned'</script><p onclick='1'>"
    dom, console = browse(tmp_path, page.replace("<main", f"{slipped_in}<main", 1), "--dump-dom")
    assert "<title>pwned" not in dom
    assert "Content Security Policy" in console


def test_the_page_asks_nobody_for_anything(tmp_path: Path, page: str) -> None:
    log = tmp_path / "net.json"
    browse(tmp_path, page, f"--log-net-log={log}", "--dump-dom")
    asked = {
        event["params"]["url"]
        for event in json.loads(log.read_text(encoding="utf-8"))["events"]
        if "url" in event.get("params", {})
    }
    pages = {url for url in asked if url.startswith(("http://", "https://", "ws"))}
    # The browser itself looks for updates of its own; nothing of that names what the page holds.
    assert not [url for url in pages if "google" not in url and "gvt1" not in url]


def unticked(page: str, label: str) -> str:
    """The page as it is after a click on one of its filters."""
    changed = re.sub(rf" checked(> {label}</label>)", r"\1", page)
    assert changed != page
    return changed


def test_a_group_can_be_hidden(tmp_path: Path, page: str) -> None:
    everything = page.count('<li class="note ')
    trivia = page.count('data-g="g0">\n<p class="what">')
    assert 0 < trivia < everything
    dom, _ = browse(tmp_path, unticked(page, "trivia"), "--dump-dom")
    assert shown(dom) == f"{everything - trivia} of {everything} findings are shown."


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--window-size=1280,2600",), "wide"),
        (("--window-size=420,2600",), "narrow"),
        (("--window-size=1280,2600", "--blink-settings=preferredColorScheme=0"), "dark"),
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_page_is_drawn(
    tmp_path: Path, page: str, options: tuple[str, ...], what: str, script: bool
) -> None:
    from PIL import Image

    file = tmp_path / "page.png"
    html = page if script else without_script(page)
    browse(tmp_path, html, "--hide-scrollbars", f"--screenshot={file}", *options)
    image = Image.open(file).convert("RGB")
    colours = {colour: count for count, colour in image.getcolors(1 << 24) or []}
    ground = max(colours, key=colours.__getitem__)
    assert (sum(ground) < 200) == (what == "dark")
    mark = (0x5A, 0x47, 0x00) if what == "dark" else (0xFF, 0xEB, 0x9C)
    assert colours.get(mark, 0) > 500, "there are marks"


def test_without_a_script_a_hidden_group_is_hidden_too(tmp_path: Path, page: str) -> None:
    from PIL import Image, ImageChops

    images = []
    for number, html in enumerate((page, unticked(page, "trivia"))):
        file = tmp_path / f"{number}.png"
        browse(tmp_path, without_script(html), f"--screenshot={file}", "--window-size=900,2600")
        images.append(Image.open(file).convert("L"))
    assert ImageChops.difference(*images).getbbox() is not None
    marked = [sum(image.crop((0, 500, 900, 2600)).histogram()[:128]) for image in images]
    assert marked[1] < marked[0]


def test_the_printed_page_has_the_resume_and_no_filters(tmp_path: Path, page: str) -> None:
    browse(tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path}/page.pdf")
    printed = subprocess.run(
        ["pdftotext", "-layout", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    assert "25 lessons a week" in printed
    assert "Try:" in printed
    assert "Show findings about" not in printed
    assert "Unfold everything" not in printed
