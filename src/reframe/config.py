"""Settings out of ``reframe.toml``, ``.reframe.toml`` or ``[tool.reframe]`` in ``pyproject.toml``.

The nearest file wins, looked for from the résumé's folder upwards and no further than its repository. It stands
alone unless it names another one to ``extend``. A key that is not known is an error: a setting that is
passed over in silence would let the writer believe that it holds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from reframe.errors import ConfigError
from reframe.findings import LEVELS, SectionKind
from reframe.folders import upwards
from reframe.options import NOTHING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

NAMES = (".reframe.toml", "reframe.toml", "pyproject.toml")
"""In one folder the first of them wins."""
TABLE = ("tool", "reframe")
FAIL_ON = (*LEVELS, "never")
SECTIONS: tuple[str, ...] = get_args(SectionKind)
LARGEST_FILE = 1024 * 1024

Shape: TypeAlias = Literal["text", "flag", "names", "one-of", "levels", "lists"]


class Key(NamedTuple):
    """A setting: what shape its value has and what it is for."""

    shape: Shape
    meaning: str
    choices: tuple[str, ...] = ()


KEYS: dict[str, Key] = {
    "extend": Key("text", "Another settings file whose values hold where this one has none."),
    "target": Key("text", "The career path applied for; `reframe targets` lists them."),
    "region": Key("text", "Where the writer applies (US, UK, EU, CA, AU or JP), for certificates that count there."),
    "select": Key("names", "Only these rules or groups."),
    "ignore": Key("names", "Not these rules or groups."),
    "levels": Key("levels", "Rule or group = error, warning, suggestion or off.", (*LEVELS, "off")),
    "fail-on": Key("one-of", "The lowest level that makes the exit code 1.", FAIL_ON),
    "per-file-ignores": Key("lists", "File pattern = rules or groups not to be used on such files."),
    "include": Key("names", "File patterns: a folder is searched for these alone."),
    "exclude": Key("names", "File patterns: a search of a folder leaves these out."),
    "vocabulary": Key("names", "Words of the ALT world that the reader knows, and `jargon` lets pass."),
    "phrasebooks": Key("names", "Folders with rules of your own, as seen from this file."),
    "section-aliases": Key("lists", "Section = headings that open it in your résumé.", SECTIONS),
    "assume-alt": Key("flag", "Take teaching jobs in Japan for ALT work even if their titles don’t say so."),
    "redact": Key("flag", "Mask contact data and shorten quotes, for logs that others can read."),
}  # fmt: skip

_SHAPES: dict[Shape, str] = {
    "text": "text in quotes",
    "flag": "true or false",
    "names": "a list of texts",
    "one-of": "text in quotes",
    "levels": "a table of texts",
    "lists": "a table of lists",
}


class Config(NamedTuple):
    """What a settings file says; ``origins`` names the file each value came from, tables entry by entry.

    ``folder`` is the one that file patterns are relative to: that of the file that was found or named.
    """

    file: str | None = None
    folder: str = ""
    target: str | None = None
    region: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = NOTHING
    fail_on: str | None = None
    per_file_ignores: Mapping[str, tuple[str, ...]] = NOTHING
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    phrasebooks: tuple[str, ...] = ()
    section_aliases: Mapping[str, tuple[str, ...]] = NOTHING
    assume_alt: bool = False
    redact: bool = False
    origins: Mapping[str, str] = NOTHING

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """Rules and groups that are not used on this file."""
        return tuple(
            name
            for pattern, names in self.per_file_ignores.items()
            if matches(pattern, path, folder=self.folder)
            for name in names
        )

    def leaves_out(self, path: str) -> bool:
        """Whether ``exclude`` names the file or a folder above it."""
        return any(matches(pattern, path, folder=self.folder) for pattern in self.exclude)

    def includes(self, path: str) -> bool:
        """Whether ``include`` names the file or a folder above it; it does where there is no ``include``."""
        return not self.include or any(matches(pattern, path, folder=self.folder) for pattern in self.include)


# ---- finding --------------------------------------------------------------------------------------------


def find(path: str | Path) -> Path | None:
    """The settings file for a résumé or folder: the nearest upwards, up to the top of its repository."""
    for folder in upwards(path):
        for name in NAMES:
            if os.path.isfile(os.path.join(folder, name)):  # noqa: PTH113, PTH118
                from pathlib import Path

                file = Path(folder, name)
                if name != "pyproject.toml" or _has_table(file):
                    return file
    return None


def _has_table(file: Path) -> bool:
    """Whether a ``pyproject.toml`` speaks of reframe; one that cannot be read is opened, and then told of."""
    try:
        return "tool" in (data := _data(file)) and "reframe" in data["tool"]
    except (ConfigError, TypeError):
        return b"[tool.reframe" in file.read_bytes()[:LARGEST_FILE] if file.is_file() else False


# ---- reading --------------------------------------------------------------------------------------------


def load(path: str | Path) -> Config:
    """One settings file with those it extends; raises ``ConfigError`` with every fault at once."""
    config, faults = load_in_part(path)
    if faults:
        raise faulty(faults)
    return config


def faulty(faults: Iterable[str]) -> ConfigError:
    """The error for the faults of a settings file."""
    each = tuple(faults)
    return ConfigError(
        "\n".join(each), hint="`reframe config --schema` says which settings there are.", faults=each
    )


def load_in_part(path: str | Path) -> tuple[Config, tuple[str, ...]]:
    """One settings file with those it extends, as far as it is understood, and its faults."""
    from pathlib import Path

    top = Path(path)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    faults: list[str] = []
    for file, found in _chain(top, faults):
        for key, value in found.items():
            if isinstance(value, dict):
                kept = values.setdefault(key, {})
                for name, entry in value.items():
                    if name not in kept:
                        kept[name] = entry
                        origins[f"{key}.{name}"] = str(file)
            elif key not in values:
                values[key] = value
                origins[key] = str(file)
    made = {key.replace("-", "_"): value for key, value in values.items()}
    config = Config(file=str(path), folder=str(top.absolute().parent), origins=origins, **made)
    return config, tuple(faults)


def _chain(top: Path, faults: list[str]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The file and those it extends, each with its values; faults are noted, not raised."""
    seen: set[Path] = set()
    file: Path | None = top
    while file is not None:
        if file.resolve() in seen:
            faults.append(f"{file}: extend: comes back to a file that it came from")
            return
        seen.add(file.resolve())
        try:
            data = _data(file)
        except ConfigError as error:
            faults.append(f"{error.path}: {error.message}")
            return
        table: Any = data
        place = ""
        if file.name == "pyproject.toml":
            table, place = data.get("tool", {}).get("reframe", {}), "tool.reframe."
        found = dict(_checked(table, file=file, place=place, faults=faults))
        extend = found.pop("extend", None)
        yield file, found
        file = _seen_from(file, extend) if extend else None


def _data(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ConfigError("is larger than a megabyte.", path=str(file))
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"could not be read: {error.strerror}.", path=str(file)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text.", path=str(file)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"is not valid TOML: {error}", path=str(file)) from error


def _seen_from(file: Path, other: str) -> Path:
    return file.parent / os.path.expanduser(other)  # noqa: PTH111


def _checked(table: Any, *, file: Path, place: str, faults: list[str]) -> Iterator[tuple[str, Any]]:
    if not isinstance(table, dict):
        faults.append(f"{file}: {place.rstrip('.')}: should be a table")
        return
    for name, value in table.items():
        key = KEYS.get(name)
        where = f"{file}: {place}{name}"
        if key is None:
            faults.append(f"{where}: unknown key{near(name, KEYS)}")
            continue
        found = [f"{where}{fault}" for fault in _faults(key, value)]
        faults.extend(found)
        if not found:
            yield name, _taken(name, key, value, file)


def _taken(name: str, key: Key, value: Any, file: Path) -> Any:
    if name == "phrasebooks":
        return tuple(str(_seen_from(file, folder)) for folder in value)
    if key.shape == "names":
        return tuple(value)
    if key.shape == "lists":
        return {entry: tuple(names) for entry, names in value.items()}
    return value


def _faults(key: Key, value: Any) -> Iterator[str]:
    """What is wrong with a value, each fault as it follows on the key."""
    if key.shape in ("levels", "lists") and isinstance(value, dict):
        for entry, inner in value.items():
            if key.shape == "lists" and key.choices and entry not in key.choices:
                yield f".{entry}: there is no such section{near(entry, key.choices)}"
            shape: Shape = "one-of" if key.shape == "levels" else "names"
            choices = key.choices if shape == "one-of" else ()
            yield from (f".{entry}{fault}" for fault in _faults(Key(shape, "", choices), inner))
    elif not _fits(key.shape, value):
        yield f": should be {_SHAPES[key.shape]}"
    elif key.shape == "one-of" and value not in key.choices:
        yield f": “{value}” is none of {', '.join(key.choices)}{near(value, key.choices)}"


def _fits(shape: Shape, value: Any) -> bool:
    if shape == "flag":
        return isinstance(value, bool)
    if shape == "names":
        return isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value)
    return shape in ("text", "one-of") and isinstance(value, str) and bool(value.strip())


def near(word: str, known: Iterable[str]) -> str:
    """``; did you mean “target”?`` where a known word is close, else nothing."""
    import difflib

    close = difflib.get_close_matches(word.lower().replace("_", "-"), list(known), n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


# ---- file patterns --------------------------------------------------------------------------------------


def matches(pattern: str, path: str, *, folder: str) -> bool:
    """Whether a pattern names a file or a folder above it, as ``.gitignore`` has it.

    Without a slash it is held against each name, otherwise against the path from the folder of the settings
    down. ``*`` and ``?`` stop at a slash, ``**`` does not; upper and lower case are the same.
    """
    from pathlib import Path

    place = Path(path).absolute()
    try:
        parts = place.relative_to(folder).parts
    except ValueError:
        parts = place.parts[1:]
    expression = _expression(pattern)
    if "/" not in pattern.rstrip("/"):
        return any(expression.fullmatch(part) for part in parts)
    return any(expression.fullmatch("/".join(parts[: end + 1])) for end in range(len(parts)))


def _expression(pattern: str) -> re.Pattern[str]:
    import re

    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/").removeprefix("./"))
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(wild.get(part) or re.escape(part) for part in parts), re.IGNORECASE)


# ---- for editors ----------------------------------------------------------------------------------------


def schema(*, rules: Iterable[str] = (), targets: Iterable[str] = ()) -> dict[str, Any]:
    """The JSON Schema of a settings file; the names given are offered for completion, others stay allowed."""
    rule = _offered(rules)
    special: dict[str, Any] = {
        "target": _offered(targets),
        "select": {"type": "array", "items": rule},
        "ignore": {"type": "array", "items": rule},
        "per-file-ignores": {"type": "object", "additionalProperties": {"type": "array", "items": rule}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "reframe.toml, or [tool.reframe] in pyproject.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": key.meaning, **(special.get(name) or _schema_of(key))}
            for name, key in KEYS.items()
        },
    }


def _offered(names: Iterable[str]) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    listed = list(names)
    return {"anyOf": [{"enum": listed}, text]} if listed else text


def _schema_of(key: Key) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    listed = {"type": "array", "items": text}
    if key.shape == "flag":
        return {"type": "boolean"}
    if key.shape == "names":
        return listed
    if key.shape == "one-of":
        return {"enum": list(key.choices)}
    if key.shape == "levels":
        return {"type": "object", "additionalProperties": {"enum": list(key.choices)}}
    if key.shape == "lists" and key.choices:
        properties = dict.fromkeys(key.choices, listed)
        return {"type": "object", "additionalProperties": False, "properties": properties}
    return {"type": "object", "additionalProperties": listed} if key.shape == "lists" else text
