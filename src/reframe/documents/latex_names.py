"""What LaTeX macros and environments of résumé classes do with their arguments.

From the manuals of moderncv, Awesome-CV, AltaCV, resume.cls, Deedy and Jake's template. A macro that is not
named here is judged by its definition, or by how many arguments stand behind it.
"""

from __future__ import annotations

SECTIONS = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "cvsection": 2,
    "cvsect": 2,
    "resheading": 2,
    "sectiontitle": 2,
    "roottitle": 2,
    "subsection": 3,
    "cvsubsection": 3,
    "runsubsection": 3,
    "subsubsection": 4,
}
"""The heading level of sectioning macros; the name of the person is level 1."""

NAMES = frozenset(
    {"name", "firstname", "lastname", "familyname", "author", "namesection", "makename", "cvname"}
)
CONTACT = frozenset(
    {"title", "position", "jobtitle", "address", "mobile", "phone", "email", "homepage", "website", "github"}
    | {"linkedin", "social", "quote", "extrainfo", "tagline", "location", "mailaddress", "twitter", "cvtag"}
)
"""Each on a line of its own; with the names, all that counts before the document begins."""

BULLETS = frozenset(
    {
        "resumeItem",
        "resumeSubItem",
        "resumeItemNH",
        "cvlistitem",
        "cvlistdoubleitem",
        "cvbullet",
        "achievement",
    }
)
PAIRS = frozenset({"cvdoubleitem", "cvcomputer"})
"""Two labels, each with its text."""

BODY_LAST = frozenset({"cventry", "cvhonor"})
LAST_SHOWN = frozenset(
    {
        "textcolor",
        "href",
        "hyperlink",
        "hypertarget",
        "hyperref",
        "colorbox",
        "fcolorbox",
        "scalebox",
        "resizebox",
    }
    | {"raisebox", "parbox", "makebox", "framebox", "multicolumn", "multirow", "foreignlanguage"}
)
"""Only the last argument is on the page."""

SILENT = frozenset(
    {
        "vspace",
        "hspace",
        "setlength",
        "addtolength",
        "color",
        "definecolor",
        "colorlet",
        "pagestyle",
        "cvcolor",
    }
    | {
        "thispagestyle",
        "includegraphics",
        "label",
        "ref",
        "cite",
        "geometry",
        "hypersetup",
        "usepackage",
        "rule",
    }
    | {
        "documentclass",
        "titleformat",
        "titlespacing",
        "newcommand",
        "renewcommand",
        "providecommand",
        "fontsize",
    }
    | {"newenvironment", "renewenvironment", "setmainfont", "setsansfont", "fontdir", "graphicspath", "photo"}
    | {
        "makecvfooter",
        "linespread",
        "setstretch",
        "faIcon",
        "faicon",
        "setcounter",
        "addcontentsline",
        "vskip",
    }
    | {"hskip", "pdfbookmark", "bibliography", "bibliographystyle", "nocite", "printbibliography", "input"}
    | {
        "include",
        "subfile",
        "import",
        "definecvcolumn",
        "setlist",
        "cvtheme",
        "moderncvstyle",
        "moderncvcolor",
    }
    | {"fancyhf", "fancyhead", "fancyfoot", "lhead", "chead", "rhead", "lfoot", "cfoot", "rfoot", "phantom"}
    | {
        "hphantom",
        "vphantom",
        "newcolumntype",
        "columnratio",
        "setcolumnwidth",
    }
)
INPUTS = frozenset({"input", "include", "subfile", "import", "subimport"})

SWITCHES = frozenset(
    {"tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge"}
    | {
        "it",
        "itshape",
        "em",
        "sl",
        "slshape",
        "sc",
        "scshape",
        "rm",
        "rmfamily",
        "sf",
        "sffamily",
        "tt",
        "ttfamily",
    }
    | {"mdseries", "upshape", "normalfont", "centering", "raggedright", "raggedleft", "relax", "selectfont"}
    | {"item", "maketitle", "makecvtitle", "makecvheader", "smallskip", "medskip", "bigskip", "vfill", "hfil"}
    | {"pagebreak", "newpage", "clearpage", "leavevmode", "indent", "hrule", "hrulefill", "hline", "toprule"}
    | {"midrule", "bottomrule", "divider", "bfseries", "bf", "hfill", "dotfill", "quad", "qquad", "enspace"}
    | {"par", "newline", "tabularnewline", "linebreak", "sectionsep", "protect", "boldmath", "textbullet"}
)
"""They take no arguments: a group behind them is not theirs."""

SHOWN_SWITCHES = frozenset({"quad", "qquad", "enspace", "textbullet"})
BOLD_SWITCHES = frozenset({"bf", "bfseries"})
BOLD = frozenset({"textbf", "mathbf", "paragraph", "subparagraph", "cventrytitle"})
BLANKS = frozenset(
    {"quad", "qquad", "enspace", "thinspace", " ", ",", ";", ":", "\n", "\t", "hskip", "xspace"}
)
LINE_ENDS = frozenset({"\\", "newline", "tabularnewline", "linebreak"})
BLOCK_ENDS = frozenset(
    {
        "par",
        "smallskip",
        "medskip",
        "bigskip",
        "vfill",
        "pagebreak",
        "newpage",
        "clearpage",
        "vspace",
        "hrule",
    }
    | {"maketitle", "makecvtitle", "makecvheader", "divider", "sectionsep", "hline"}
)

CHARACTERS = {
    "cdotp": "·",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "XeTeX": "XeTeX",
    "LaTeXe": "LaTeX",
    "textbar": "|",
}
"""Symbols the parser's own table lacks."""

ACCENTS = frozenset("'`^\"~=.cvuHkrbdt")

LENGTHS = frozenset(
    {
        "itemsep",
        "parsep",
        "parskip",
        "topsep",
        "partopsep",
        "parindent",
        "leftmargin",
        "tabcolsep",
        "baselineskip",
    }
    | {"vskip", "hskip", "kern", "oddsidemargin", "textwidth", "itemindent", "labelsep"}
)
"""A measure stands behind them without braces."""

SPECIALS = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "’", "!`": "¡", "?`": "¿"}

SILENT_ENVIRONMENTS = frozenset(
    {"comment", "tikzpicture", "filecontents", "filecontents*", "thebibliography", "picture", "pspicture"}
)
TABLES = frozenset({"tabular", "tabular*", "tabularx", "tabulary", "longtable", "array", "tabbing"})
ENVIRONMENT_LENGTHS = {
    "tabularx": 2,
    "tabulary": 2,
    "tabular*": 2,
    "tabular": 1,
    "longtable": 1,
    "array": 1,
    "minipage": 1,
    "multicols": 1,
    "adjustwidth": 2,
    "wrapfigure": 2,
    "paracol": 1,
    "spacing": 1,
    "column": 1,
    "columns": 1,
    "list": 2,
    "textblock": 1,
}
"""How many groups behind ``\\begin`` are measures and no words."""
