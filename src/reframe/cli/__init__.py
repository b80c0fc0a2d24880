"""The command line: parse, call the library, print, decide the exit code."""

from __future__ import annotations

import click

from reframe import __version__

COMMANDS = {
    "check": ("reframe.cli.check:check", "Find what works against the writer of a résumé."),
    "annotate": ("reframe.cli.annotate:annotate", "Write a copy with the findings as comments in it."),
    "rewrite": ("reframe.cli.rewrite:rewrite", "Go through the findings; write a copy with your new lines."),
    "fit": ("reframe.cli.fit:fit", "Hold a résumé against the career paths, side by side."),
    "extract": ("reframe.cli.extract:extract", "Print the text of a résumé as the rules see it."),
    "explain": ("reframe.cli.catalogue:explain", "Say what a rule finds, why, and what to write instead."),
    "rules": ("reframe.cli.catalogue:rules", "List every rule."),
    "targets": ("reframe.cli.catalogue:targets", "List the career paths for --target."),
    "cache": ("reframe.cli.cache:cache", "Clear the answers kept from former runs."),
    "phrasebook": ("reframe.cli.phrasebook:phrasebook", "Test, document or start a phrasebook of your own."),
    "suppress": ("reframe.cli.suppress:suppress", "Let a finding stay as it is, with a reason."),
    "config": ("reframe.cli.config:config", "Show the settings in force and where each came from."),
    "init": ("reframe.cli.init:init", "Write settings, hook and workflow into a résumé repository."),
}
"""Command name -> where it is, and its short help; a module is imported when its command is run."""


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """The commands in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, function = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from reframe.cli.choices import did_you_mean

            path = " A file is checked with `reframe check FILE`." if "." in name else ""
            ctx.fail(f"There is no command “{name}”{did_you_mean(name, COMMANDS)}{path}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reframe", message="%(prog)s %(version)s")
def cli() -> None:
    """Say what ALT work was worth, in words a hiring manager outside education understands.

    Start with: reframe check resume.docx
    """
