"""LaTeX: the words a résumé class sets, by its macros; nothing is run, no other file is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reframe.documents import latex_names as names
from reframe.documents.latex_nodes import (
    PARAGRAPH,
    character_of,
    children,
    definitions,
    inside,
    is_body,
    is_group,
    kind_of,
    leading_groups,
    may_stand_between,
    not_shown,
    own_arguments,
    parsed,
    parted,
)
from reframe.documents.page import Line, Page
from reframe.documents.runs import Draft, Run, Runs, decoded, joined, text_of
from reframe.documents.textfile import decode
from reframe.documents.textlines import is_date, is_known_heading
from reframe.documents.unreadable import unreadable
from reframe.model import Concern
from reframe.patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reframe.documents.content import Content
    from reframe.documents.latex_nodes import Macros, Node

_MAX_CHARACTERS = 150_000
"""Beyond this the parser takes longer than a person waits."""
_MAX_EXPANSIONS = 2_000
_MAX_ARGUMENTS = 9
_INPUT_ENCODING = late(rb"\\usepackage\[([A-Za-z0-9-]+)\]\{inputenc\}")
_PARAMETER = late(r"#(\d)")
_ICON = late(r"fa[A-Z]\w*|fa[a-z]+")


def read(data: bytes, *, path: str) -> Content:
    """Read LaTeX; raises ``UnreadableError`` for what is no text or nested beyond reason."""
    declared = _INPUT_ENCODING.search(data)
    encoding = declared[1].decode("ascii") if declared else ""
    file = decode(data, path=path, declared=encoding, limit=_MAX_CHARACTERS)
    draft = Draft(file)
    try:
        preamble, body = parsed(file.text, path=path)
        _Walk(draft, definitions([*preamble, *body])).document(preamble, body)
    except RecursionError as error:
        raise unreadable("too-deep", path=path) from error
    return draft.content()


class _Walk:
    """Carries the nodes of a document to a page."""

    def __init__(
        self, draft: Draft, macros: Macros, page: Page | None = None, *, given: list[Node] | None = None
    ) -> None:
        self._draft = draft
        self._macros = macros
        self._page = page or Page(draft, tabs=True)
        self._inputs: list[str] = []
        self._given = given
        """The arguments of the file's own macro whose definition is being read."""

    def document(self, preamble: Sequence[Node], body: Sequence[Node]) -> None:
        """The body, and of what stands before it only the name and the contact data."""
        for at, node in enumerate(preamble):
            if kind_of(node) == "Comment":
                self._draft.comment(node.pos, node.comment)
            if kind_of(node) == "Macro" and node.macroname in names.NAMES | names.CONTACT:
                self._macro(preamble, at)
        self._page.flush()
        self.nodes(body)
        self._page.flush()
        if self._inputs:
            self._draft.concerns.append(_parts_missing(self._inputs))

    # ---- nodes

    def nodes(self, nodes: Sequence[Node]) -> None:
        """Some nodes that stand side by side."""
        at = 0
        bold = 0
        while at < len(nodes):
            node = nodes[at]
            kind = kind_of(node)
            following = at + 1
            if kind == "Chars":
                self._chars(node, skip=not_shown(nodes[at - 1], node) if at else 0)
            elif kind == "Comment":
                self._draft.comment(node.pos, node.comment)
            elif kind == "Specials":
                self._specials(node)
            elif kind == "Environment":
                self._environment(node)
            elif kind == "Macro" and node.macroname in names.BOLD_SWITCHES:
                self._page.open("strong", [])
                bold += 1
            elif kind == "Macro":
                following = self._macro(nodes, at)
            else:
                self.nodes(children(node))
            at = following
        for _ in range(bold):
            self._page.close("strong")

    def _chars(self, node: Node, *, skip: int) -> None:
        start = skip
        for match in PARAGRAPH.finditer(node.chars, skip):
            self._put(node, start, match.start())
            self._page.flush()
            start = match.end()
        self._put(node, start, len(node.chars))

    def _put(self, node: Node, start: int, end: int) -> None:
        """Characters where they stand; in a definition ``#1`` is an argument and the rest nobody's."""
        text = node.chars[start:end].replace("\t", " ")
        if self._given is None:
            self._page.put(Run(text, node.pos + start))
            return
        given, self._given = self._given, None
        for number, piece in enumerate(_PARAMETER.split(text)):
            if number % 2 == 0:
                self._page.put(Run(piece))
            elif int(piece) <= len(given):
                self.nodes(children(given[int(piece) - 1]))
        self._given = given

    def _specials(self, node: Node) -> None:
        characters = node.specials_chars
        if not characters.strip():
            self._page.flush()
        else:
            self._page.put(Run(names.SPECIALS.get(characters, characters), node.pos))

    # ---- macros

    def _macro(self, nodes: Sequence[Node], at: int) -> int:
        """Carry one macro with its arguments; where to go on."""
        node = nodes[at]
        name = node.macroname
        if name == "item":
            self._item(node)
            return at + 1
        groups, following = self._arguments(nodes, at)
        if name in names.INPUTS:
            self._inputs.append("".join(child.chars for child in inside(groups) if kind_of(child) == "Chars"))
        if name in names.LINE_ENDS:
            self._page.end_line()
        elif name in names.BLOCK_ENDS:
            self._page.flush()
        elif name == "hfill" or name == "dotfill":
            self._page.put(Run("\t"))
        elif name.endswith(("ListStart", "ListEnd")):
            self._list_edge(name)
        elif name in names.SILENT or _ICON.fullmatch(name):
            pass
        elif name in names.ACCENTS:
            self._symbol(node)
        elif self._is_own(name, groups):
            self._expand(name, groups)
        elif any(children(group) for group in groups):
            self._with_groups(name, groups)
        elif name not in names.SWITCHES or name in names.SHOWN_SWITCHES:
            self._symbol(node)
        return following

    def _arguments(self, nodes: Sequence[Node], at: int) -> tuple[list[Node], int]:
        """The arguments in braces: the parser's, or for a macro it does not know the groups that follow."""
        node = nodes[at]
        name = node.macroname
        arguments = getattr(node, "nodeargd", None)
        if (arguments is not None and arguments.argspec) or name in names.SWITCHES:
            return [one for one in own_arguments(node) if is_group(one)], at + 1
        limit = self._macros.arities.get(name, _MAX_ARGUMENTS)
        groups: list[Node] = []
        following = at + 1
        for number in range(at + 1, len(nodes)):
            one = nodes[number]
            if is_group(one) and len(groups) < limit:
                groups.append(one)
                following = number + 1
            elif not may_stand_between(one):
                break
        return groups, following

    def _with_groups(self, name: str, groups: list[Node]) -> None:
        if name in names.SECTIONS:
            self._heading(f"h{names.SECTIONS[name]}", groups[-1:])
        elif name in names.NAMES:
            self._heading("h1", groups)
        elif name in names.CONTACT:
            self._lines(groups)
        elif name in names.BOLD:
            self._page.open("strong", [])
            self.nodes(children(groups[-1]))
            self._page.close("strong")
        elif name in names.LAST_SHOWN:
            self.nodes(children(groups[-1]))
        elif name in names.PAIRS:
            for number in range(0, len(groups), 2):
                self._entry(name, groups[number : number + 2])
        elif self._is_bullet(name, groups):
            self._bullets(name, groups)
        elif len(groups) == 1:
            self.nodes(children(groups[0]))
        else:
            self._entry(name, groups)

    def _is_bullet(self, name: str, groups: list[Node]) -> bool:
        if name in names.BULLETS:
            return True
        dated = any(is_date(text_of(self._gathered([group]))) for group in groups)
        return name in self._macros.bullets and len(groups) <= 2 and not dated

    def _symbol(self, node: Node) -> None:
        """A macro without arguments, or an accent over a letter: the character it stands for."""
        if node.macroname in names.BLANKS:
            text = " "
        elif node.macroname in names.CHARACTERS:
            text = names.CHARACTERS[node.macroname]
        elif node.macroname == "today":
            return
        else:
            text = character_of(node)
        for run in decoded(text, node.pos):
            self._page.put(run)

    def _is_own(self, name: str, groups: list[Node]) -> bool:
        """Whether the file defines the macro as words; one with many arguments is an entry all the same."""
        arity = self._macros.arities.get(name, 0)
        known = name in names.SECTIONS or name in names.NAMES | names.CONTACT | names.PAIRS | names.BULLETS
        return name in self._macros.texts and not known and arity <= 2 and len(groups) >= arity

    def _expand(self, name: str, groups: list[Node]) -> None:
        self._macros.expanded += 1
        if self._macros.expanded > _MAX_EXPANSIONS:
            raise unreadable("too-deep", path=self._draft.file.path)
        arity = self._macros.arities.get(name, 0)
        before, self._given = self._given, groups[:arity] or None
        self.nodes(self._macros.texts[name])
        self._given = before
        for group in groups[arity:]:
            self.nodes(children(group))

    # ---- blocks

    def _heading(self, tag: str, groups: list[Node]) -> None:
        self._page.open(tag, [])
        for run in self._gathered(groups):
            self._page.put(run)
        self._page.close(tag)

    def _lines(self, groups: list[Node]) -> None:
        """Words that stand by themselves."""
        self._page.flush()
        for group in groups:
            self.nodes(children(group))
            self._page.end_line()
        self._page.flush()

    def _item(self, node: Node) -> None:
        self._page.open("li", [])
        label = [one for one in own_arguments(node) if is_group(one, bracket="[")]
        words = self._gathered(label)
        if any(character.isalnum() for character in text_of(words)):
            self._page.open("strong", [])
            for run in words:
                self._page.put(run)
            self._page.close("strong")
            self._page.put(Run(" " if text_of(words).endswith((":", ".")) else ": "))

    def _bullets(self, name: str, groups: list[Node]) -> None:
        """One bullet, its title first; or two where the macro sets two."""
        apart = name == "cvlistdoubleitem"
        for number, group in enumerate(groups):
            if number == 0 or apart:
                self._page.open("li", [])
            elif text_of(self._gathered(groups[:1])).strip():
                self._page.put(Run(": "))
            self.nodes(children(group))
        self._page.close("li")
        self._page.flush()

    def _list_edge(self, name: str) -> None:
        """``\\resumeItemListStart`` and ``\\resumeItemListEnd``; the list of entries around them has no bullets."""
        self._page.flush()
        if "Item" in name and name.endswith("Start"):
            self._page.open("ul", [])
        elif "Item" in name:
            self._page.close("ul")

    def _entry(self, name: str, groups: list[Node]) -> None:
        """Title, employer and place on one line with the dates behind a tab; the description below."""
        self._page.flush()
        bodies = [group for group in groups if is_body(group)]
        if name in names.BODY_LAST and len(groups) >= 5 and groups[-1] not in bodies:
            bodies.append(groups[-1])
        fields = [
            runs
            for group in groups
            if group not in bodies and text_of(runs := self._gathered([group])).strip()
        ]
        dates = [runs for runs in fields if is_date(text_of(runs))]
        words = [runs for runs in fields if not is_date(text_of(runs))]
        glue = ", "
        if len(groups) == 2 and len(words) == 2:
            glue = " " if text_of(words[0]).rstrip().endswith(":") else ": "
        for run in joined([joined(words, glue), joined(dates, ", ")], "\t"):
            self._page.put(run)
        self._page.flush()
        for group in bodies:
            self.nodes(children(group))
            self._page.flush()

    def _gathered(self, groups: Sequence[Node]) -> Runs:
        """The words of some groups in one line."""
        return joined((self._gathered_nodes(children(group)) for group in groups), " ")

    # ---- environments

    def _environment(self, node: Node) -> None:
        name = node.environmentname
        if name in names.SILENT_ENVIRONMENTS:
            return
        self._page.flush()
        inner = children(node)
        groups, rest = leading_groups(inner, skip=names.ENVIRONMENT_LENGTHS.get(name, 0))
        if groups and "section" in name.lower() and len(groups) == 1:
            self._heading("h3" if "sub" in name.lower() else "h2", groups)
        elif len(groups) >= 2:
            self._entry(name, groups)
        elif groups:
            self._lines(groups)
        if name.startswith(("verbatim", "lstlisting", "Verbatim")):
            self.nodes(inner)
        elif name in names.TABLES:
            self._table(rest)
        elif any(kind_of(child) == "Macro" and child.macroname == "item" for child in rest):
            self._page.open("ul", [])
            self.nodes(rest)
            self._page.close("ul")
        else:
            self.nodes(rest)
        self._page.flush()

    def _table(self, nodes: Sequence[Node]) -> None:
        """Cell by cell; a label joins its text, a date the cell before it."""
        for row in parted(nodes, lambda node: kind_of(node) == "Macro" and node.macroname in names.LINE_ENDS):
            line: Runs = []
            for cell in parted(row, lambda node: kind_of(node) == "Specials" and node.specials_chars == "&"):
                if any(kind_of(one) == "Environment" for one in cell):
                    self._cell(line)
                    line = []
                    self.nodes(cell)
                    self._page.flush()
                    continue
                runs = self._gathered_nodes(cell)
                text = text_of(runs)
                label = text_of(line).strip()
                if text.strip() and (label.endswith(":") or is_known_heading(label)):
                    line = joined([line, runs], " " if label.endswith(":") else ": ")
                elif is_date(text):
                    line = joined([line, runs], "\t")
                elif text.strip():
                    self._cell(line)
                    line = runs
            self._cell(line)

    def _gathered_nodes(self, nodes: Sequence[Node]) -> Runs:
        line = Line(self._draft, tabs=True)
        walk = _Walk(self._draft, self._macros, line, given=self._given)
        walk.nodes(nodes)
        line.flush()
        return line.runs

    def _cell(self, runs: Runs) -> None:
        self._page.open("td", [])
        for run in runs:
            self._page.put(run)
        self._page.close("td")


def _parts_missing(inputs: list[str]) -> Concern:
    shown = ", ".join(inputs[:3]) + (" …" if len(inputs) > 3 else "")
    return Concern(
        code="parts-not-read",
        message=f"it takes in other files ({shown}), which were not read.",
        hint="Check those files too, or the PDF that is made from them.",
    )
