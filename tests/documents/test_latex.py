"""LaTeX résumés of the usual classes: what their macros put on the page, and what they do not."""

from __future__ import annotations

import pytest

from reframe.documents.from_latex import read
from reframe.errors import UnreadableError


def shapes(text: str) -> list[str]:
    """One string a block: h, p or b, its level, its text."""
    blocks = read(text.encode(), path="resume.tex").blocks
    return [f"{block.kind[0]}{block.level or ''} {block.text}" for block in blocks]


INLINE = [
    pytest.param(r"Taught \textbf{25 \emph{lessons}} a week", "Taught 25 lessons a week", id="emphasis"),
    pytest.param(r"R\&D, 50\%, \$5, a\_b, \#1", "R&D, 50%, $5, a_b, #1", id="escaped characters"),
    pytest.param("``quoted'' -- and --- so", "“quoted” – and — so", id="quotes and dashes"),
    pytest.param(r"caf\'e, T\=oky\={o}, na\"{\i}ve, \c{c}a", "café, Tōkyō, naïve, ça", id="accents"),
    pytest.param(r"N2~(2021), Power\ BI\quad{}x", "N2 (2021), Power BI x", id="blanks"),
    pytest.param(r"a $|$ b $\cdot$ c \textbullet{} d", "a | b · c • d", id="separators"),
    pytest.param(
        r"\href{https://example.com}{my page} \textcolor{red}{red}", "my page red", id="links and colours"
    ),
    pytest.param(r"{\bf Barista} {\large\scshape Cafe}", "Barista Cafe", id="switches"),
    pytest.param(r"\faPhone\ 555-0100 \faIcon{x}", "555-0100", id="icons"),
    pytest.param(r"\vspace{2pt}\hspace*{1em}Text\\[4pt]", "Text", id="lengths"),
    pytest.param("One line % a remark\nand its end", "One line and its end", id="a remark"),
    pytest.param(r"\LaTeX{} and \ldots", "LaTeX and …", id="symbols"),
    pytest.param(
        r"\newcommand{\logo}[2]{\includegraphics{#2}\hspace{1em}#1}\logo{Cafe}{cafe.png}, Leeds",
        "Cafe, Leeds",
        id="a macro with a picture",
    ),
    pytest.param(
        r"\newcommand\skill[2]{\textbf{#1}: #2.}\skill{Office}{Excel}", "Office: Excel.", id="a macro of two"
    ),
    pytest.param(r"\newcommand{\job}{Barista}\job{} at work", "Barista at work", id="a macro for words"),
]


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_markup_is_dropped_and_characters_are_those_of_the_page(text: str, expected: str) -> None:
    assert shapes(text) == [f"p {expected}"]


ENTRY = "Barista, Cafe, Leeds\t2017 – 2019"
ENTRIES = [
    pytest.param(
        r"\cventry{2017 -- 2019}{Barista}{Cafe}{Leeds}{}{Made tea.}",
        [f"p {ENTRY}", "p Made tea."],
        id="moderncv",
    ),
    pytest.param(
        "\\cventry\n{Barista} % title\n{Cafe}\n{Leeds}\n{2017 -- 2019}\n"
        "{\\begin{cvitems}\\item {Made tea.}\\end{cvitems}}",
        [f"p {ENTRY}", "b1 Made tea."],
        id="Awesome-CV",
    ),
    pytest.param(r"\cvevent{Barista}{Cafe}{2017 -- 2019}{Leeds}", [f"p {ENTRY}"], id="AltaCV"),
    pytest.param(
        r"\begin{rSubsection}{Barista}{2017 - 2019}{Cafe}{Leeds}\item Made tea.\end{rSubsection}",
        ["p Barista, Cafe, Leeds\t2017 - 2019", "b1 Made tea."],
        id="resume.cls",
    ),
    pytest.param(
        r"\resumeSubheading{Barista}{2017 -- 2019}{Cafe}{Leeds}"
        r"\resumeItemListStart\resumeItem{Made tea.}\resumeItemListEnd",
        [f"p {ENTRY}", "b1 Made tea."],
        id="Jake's template",
    ),
    pytest.param(
        r"\textbf{Barista}, Cafe \hfill 2017 -- 2019\\", ["p Barista, Cafe\t2017 – 2019"], id="hfill"
    ),
    pytest.param(r"\cvitem{Office}{Excel, Word}", ["p Office: Excel, Word"], id="a label and its text"),
    pytest.param(r"\cvdoubleitem{A}{b}{C}{d}", ["p A: b", "p C: d"], id="two labels"),
    pytest.param(
        r"\begin{tabular}{ll}Tools: & Excel \\ Barista & 2017 \\ \end{tabular}",
        ["p Tools: Excel", "p Barista\t2017"],
        id="a table",
    ),
]


@pytest.mark.parametrize(("text", "blocks"), ENTRIES)
def test_an_entry_is_one_line_with_its_dates_behind_a_tab(text: str, blocks: list[str]) -> None:
    assert shapes(text) == blocks


LISTS = [
    pytest.param(
        r"\begin{itemize}[noitemsep]\item One\item Two\end{itemize}", ["b1 One", "b1 Two"], id="itemize"
    ),
    pytest.param(
        r"\begin{itemize}\item One\begin{itemize}\item Two\end{itemize}\end{itemize}",
        ["b1 One", "b2 Two"],
        id="nested",
    ),
    pytest.param(
        r"\begin{description}\item[Office] Excel\item[Web:] HTML\end{description}",
        ["b1 Office: Excel", "b1 Web: HTML"],
        id="labels",
    ),
    pytest.param(r"\begin{itemize}\itemsep -3pt {}\item One\end{itemize}", ["b1 One"], id="a measure"),
    pytest.param(
        r"\cvlistitem{One}\cvlistdoubleitem{Two}{Three}", ["b1 One", "b1 Two", "b1 Three"], id="moderncv"
    ),
    pytest.param(
        r"\newcommand{\hat}[1]{\item{#1}}\newcommand{\duty}[2]{\hat{\textbf{#1}: #2}}\duty{Tea}{Made it}",
        ["b1 Tea: Made it"],
        id="a macro of a macro",
    ),
    pytest.param(
        r"\newcommand{\duty}[1]{\item{#1}}\duty{One}\duty{Two}", ["b1 One", "b1 Two"], id="one's own macro"
    ),
    pytest.param(
        "Duties:\n\n\\textbullet{} One\\\\\n\\textbullet{} Two", ["p Duties:", "b1 One", "b1 Two"], id="typed"
    ),
]


@pytest.mark.parametrize(("text", "blocks"), LISTS)
def test_items_are_bullets(text: str, blocks: list[str]) -> None:
    assert shapes(text) == blocks


def test_only_names_and_contact_count_before_the_document() -> None:
    text = (
        "\\documentclass{moderncv}\n\\newcommand{\\x}{\\begin{itemize}}\n\\title{Barista}\\name{Aiko}{Sample}\n"
        "Stray words 5\\% \\begin{document}\nText\n\\end{document}\nNotes"
    )
    assert shapes(text) == ["p Barista", "h1 Aiko Sample", "p Text"]


def test_other_files_are_never_opened_and_their_absence_is_said() -> None:
    content = read(b"Text \\input{/etc/hostname} and \\include{cv/jobs}", path="resume.tex")
    assert [block.text for block in content.blocks] == ["Text and"]
    assert content.health.verdict == "degraded"
    assert "/etc/hostname, cv/jobs" in content.health.concerns[0].message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("{" * 5000, "too-deep", id="braces"),
        pytest.param("\\begin{a}" * 5000, "too-deep", id="environments"),
        pytest.param("word " * 40_000, "too-large", id="a book"),
        pytest.param(
            "".join(
                rf"\newcommand{{\{chr(97 + n) * 3}}}{{\{chr(98 + n) * 3}\{chr(98 + n) * 3}}}"
                for n in range(20)
            )
            + r"\aaa",
            "too-deep",
            id="a macro bomb",
        ),
    ],
)
def test_hostile_files_are_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text.encode(), path="resume.tex")
    assert caught.value.code == code
