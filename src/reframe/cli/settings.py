"""What holds for each file: the command line before its settings file, and that before what is usual."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from reframe.config import Config, faulty, find, load_in_part, near
from reframe.errors import ConfigError, ReframeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reframe.options import Options
    from reframe.phrasebook import Phrasebook

FAIL_ON = "warning"


class Given(NamedTuple):
    """What the command line says; None and () where it says nothing."""

    config: str | None = None
    isolated: bool = False
    target: str | None = None
    terms: tuple[str, ...] = ()
    region: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    phrasebooks: tuple[str, ...] = ()
    assume_alt: bool = False
    fail_on: str | None = None
    redact: bool = False


class Settings(NamedTuple):
    """What holds for one file."""

    config: Config
    options: Options
    fail_on: str
    redact: bool


class InForce:
    """Settings by path; each settings file is read, and its names are checked, once."""

    def __init__(self, given: Given) -> None:
        if given.config is not None and given.isolated:
            raise ConfigError("--config and --isolated cannot be used together.")
        self._given = given
        self._files: dict[str, Path | None] = {}
        self._configs: dict[Path | None, Config] = {}
        self._settings: dict[Path | None, Settings] = {}

    def config_of(self, path: str) -> Config:
        """What the settings file for a path says; raises ``ConfigError``."""
        return self._config(self._file(path))

    def of(self, path: str) -> Settings:
        """What holds for a file; raises ``ConfigError`` with every name that is not known."""
        file = self._file(path)
        if file not in self._settings:
            self._settings[file] = _settings(self._config(file), self._given)
        settings = self._settings[file]
        ignored = settings.config.ignored_in(path)
        if not ignored:
            return settings
        options = settings.options._replace(ignore=(*settings.options.ignore, *ignored))
        return settings._replace(options=options)

    @property
    def phrasebooks(self) -> tuple[str, ...]:
        """Every folder that brought rules to one file or another."""
        folders = (folder for held in self._settings.values() for folder in held.options.phrasebooks)
        return tuple(dict.fromkeys(folders))

    def _file(self, path: str) -> Path | None:
        if self._given.isolated:
            return None
        if self._given.config is not None:
            from pathlib import Path

            return Path(self._given.config)
        folder = path if os.path.isdir(path) else os.path.dirname(path)  # noqa: PTH112, PTH120 -- keeps "" as it is
        if folder not in self._files:
            self._files[folder] = find(folder or ".")
        return self._files[folder]

    def _config(self, file: Path | None) -> Config:
        if file not in self._configs:
            nothing = Config(folder=os.getcwd())  # noqa: PTH109
            self._configs[file] = nothing if file is None else _whole(shown(file), self._given)
        return self._configs[file]


def _whole(file: str, given: Given) -> Config:
    """A settings file without a fault; raises ``ConfigError`` with all of them, names that do not exist included."""
    config, faults = load_in_part(file)
    if faults:
        from reframe.cli.books import book_of

        try:
            names = _known_names(config, book_of(_phrasebooks(config, given)))[1]
        except ReframeError as error:
            names = getattr(error, "faults", ()) or (str(error),)
        raise faulty((*faults, *names))
    return config


def shown(file: Path) -> str:
    """A settings file as people name it: seen from where they are."""
    from pathlib import Path

    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _settings(config: Config, given: Given) -> Settings:
    from reframe.cli.choices import listed
    from reframe.options import Options

    select, ignore = listed(given.select), listed(given.ignore)
    phrasebooks = _phrasebooks(config, given)
    target, levels = given.target or config.target, dict(config.levels)
    off: tuple[str, ...] = ()
    region = given.region or config.region
    named = (config.select, config.ignore, config.levels, config.per_file_ignores)
    if target or region or select or ignore or any(named):
        from reframe.cli.books import book_of
        from reframe.cli.choices import known_region, known_rules, known_target

        book = book_of(phrasebooks)
        select = known_rules(select, book, option="--select")
        ignore = known_rules(ignore, book, option="--ignore")
        known_target(given.target, book)
        known_region(given.region, book)
        config = _with_known_names(config, book)
        levels = _levels_by_rule(config, book)
        off = tuple(rule for rule, level in levels.items() if level == "off")
    return Settings(
        config=config,
        options=Options(
            target=target,
            terms=given.terms,
            region=region,
            select=select or config.select,
            ignore=(*(ignore or config.ignore), *off),
            levels={rule: level for rule, level in levels.items() if level != "off"},
            assume_alt=given.assume_alt or config.assume_alt,
            phrasebooks=phrasebooks,
            vocabulary=config.vocabulary,
            section_aliases=config.section_aliases,
        ),
        fail_on=given.fail_on or config.fail_on or FAIL_ON,
        redact=given.redact or config.redact,
    )


def _phrasebooks(config: Config, given: Given) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*config.phrasebooks, *given.phrasebooks)))


def _with_known_names(config: Config, book: Phrasebook) -> Config:
    """The settings with rules by the names they have today; raises ``ConfigError`` with every other name."""
    made, faults = _known_names(config, book)
    if faults:
        raise ConfigError(
            "\n".join(faults), hint="`reframe rules` and `reframe targets` list them.", faults=faults
        )
    return made


def _known_names(config: Config, book: Phrasebook) -> tuple[Config, tuple[str, ...]]:
    """The settings with rules by the names they have today, and a fault for every other name."""
    from reframe.cli.choices import strange_region

    faults: list[str] = []

    def checked(key: str, names: Iterable[str], place: str = "") -> tuple[str, ...]:
        origin = config.origins.get(place or key, config.file)
        found = []
        for name in names:
            rule = book.rule(name)
            if rule is None and name not in book.groups:
                known = [known.name for known in book.rules] + list(book.groups)
                faults.append(
                    f"{origin}: {place or key}: there is no rule or group “{name}”{near(name, known)}"
                )
            found.append(rule.name if rule is not None else name)
        return tuple(found)

    if config.target is not None and config.target not in book.careers:
        origin = config.origins["target"]
        faults.append(
            f"{origin}: target: there is no career path “{config.target}”{near(config.target, book.careers)}"
        )
    if config.region is not None and (fault := strange_region(config.region, book)):
        faults.append(f"{config.origins['region']}: region: {fault}")
    made = config._replace(
        select=checked("select", config.select),
        ignore=checked("ignore", config.ignore),
        levels={
            checked("levels", [name], f"levels.{name}")[0]: level for name, level in config.levels.items()
        },
        per_file_ignores={
            pattern: checked("per-file-ignores", names, f"per-file-ignores.{pattern}")
            for pattern, names in config.per_file_ignores.items()
        },
    )
    return made, tuple(faults)


def _levels_by_rule(config: Config, book: Phrasebook) -> dict[str, str]:
    """The level of each rule that is given one; a rule's own counts before its group's."""
    return dict(_each_level(config, book, groups=True)) | dict(_each_level(config, book, groups=False))


def _each_level(config: Config, book: Phrasebook, *, groups: bool) -> Iterator[tuple[str, str]]:
    for name, level in config.levels.items():
        if (name in book.groups) == groups:
            members = [rule.name for rule in book.rules if rule.group == name] if groups else [name]
            yield from ((member, level) for member in members)
