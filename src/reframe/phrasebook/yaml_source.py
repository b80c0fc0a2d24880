"""YAML files -> plain values that remember where they stood.

Strings stay strings (``no``, ``on``, ``1:30``), as YAML 1.2 has it; a key that stands twice is a fault, not
a silent overwrite; anchors, aliases and tags are refused, so that a file means what it says.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands in its file: keys and list indices from the top."""

DEEPEST = 40


@dataclass
class YamlFile:
    """A parsed file: its value, the line and column (from 1) of every part, and what is wrong with it."""

    name: str
    value: Any = None
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, path: Path, message: str, *, offset: int = 0) -> None:
        """Note a fault at a path; the nearest part above it that has a place is named."""
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        self.faults.append(f"{self.name}:{line}:{column + offset}: {message}")


def parse(text: str, *, name: str) -> YamlFile:
    """Parse one document; faults are collected in the result, nothing is raised."""
    import yaml

    file = YamlFile(name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                mark = event.start_mark
                file.marks[()] = (mark.line + 1, mark.column + 1) if mark else (1, 1)
                file.fault((), "anchors and aliases are not used here; write the value out")
                return file
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        file.marks[()] = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        file.fault((), f"is not valid YAML: {getattr(error, 'problem', None) or error}")
        return file
    if node is None:
        file.fault((), "the file is empty")
        return file
    file.value = _value(node, (), file)
    return file


def _value(node: yaml.Node, path: Path, file: YamlFile) -> Any:
    import yaml

    file.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if len(path) > DEEPEST:
        file.fault(path, "is nested too deeply")
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), file) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*path, key)
            if key in found:
                file.marks[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                file.fault(here, f"“{key}” stands here a second time")
                continue
            found[key] = _value(value_node, here, file)
            file.marks[(*here, "\0key")] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return found
    return _scalar(node)


def _scalar(node: Any) -> Any:
    raw = str(node.value)
    if node.style in {"'", '"', "|", ">"}:
        return raw
    if raw in {"true", "false"}:
        return raw == "true"
    if raw in {"null", "~", ""}:
        return None
    digits = raw.removeprefix("-")
    return int(raw) if digits.isascii() and digits.isdigit() and len(digits) < 12 else raw


def near(word: str, known: list[str]) -> str:
    """``; did you mean “…”?`` where one of the known words is close, else nothing."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def check(file: YamlFile, schema: Mapping[str, Any]) -> None:
    """Hold a parsed file against a JSON Schema and note every fault where it stands."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(dict(schema))
    for error in sorted(
        validator.iter_errors(file.value), key=lambda e: [str(part) for part in e.absolute_path]
    ):
        _note(file, error)


def _note(file: YamlFile, error: Any) -> None:
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = sorted(error.schema.get("properties", {}))
        for key in sorted(set(error.instance) - set(known)):
            file.fault((*path, key, "\0key"), f"unknown key “{key}”{near(key, known)}")
        return
    if error.validator in {"oneOf", "anyOf"}:
        best = min(error.context, key=lambda e: -len(e.absolute_path), default=None)
        if best is not None and len(best.absolute_path) > len(error.absolute_path):
            _note(file, best)
            return
    file.fault(path, _in_words(error))


def _in_words(error: Any) -> str:
    kind, wanted = error.validator, error.validator_value
    if kind == "required":
        missing = [key for key in wanted if key not in error.instance]
        return f"“{missing[0]}” is missing" if missing else str(error.message)
    if kind == "enum":
        options = [str(option) for option in wanted]
        return f"“{error.instance}” is none of {', '.join(options)}{near(str(error.instance), options)}"
    if kind == "type":
        names = {
            "string": "text (quote it)",
            "array": "a list",
            "object": "a mapping",
            "integer": "a whole number",
            "boolean": "true or false",
        }
        return f"should be {names.get(str(wanted), wanted)}"
    if kind == "minItems":
        return "is empty; give at least one"
    if kind == "minLength":
        return "is empty"
    if kind == "pattern":
        return f"“{error.instance}” does not fit {error.schema.get('description', wanted)}"
    if kind in {"oneOf", "anyOf"}:
        return "is neither text nor a mapping with the right keys"
    return str(error.message)
