"""``reframe fit``."""

from __future__ import annotations

import click


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--target", metavar="CAREER", help="Only this career path; `reframe targets` lists them.")
@click.option(
    "--region",
    metavar="REGION",
    help="Where you apply (US, UK, EU, CA, AU or JP), for certificates that count there.",
)
@click.option(
    "--phrasebook", "phrasebooks", multiple=True, metavar="DIR", help="Add a phrasebook of your own."
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def fit(
    *, file: str, target: str | None, region: str | None, phrasebooks: tuple[str, ...], shape: str
) -> None:
    """Hold a résumé against every career path: which valued traits it shows, which it lacks, which proof is next.

    It informs and does not score: a trait without a line is a question to you.
    """
    from reframe.cli.books import book_of
    from reframe.cli.choices import known_target
    from reframe.cli.settings import Given, InForce
    from reframe.cli.streams import colored, out, width
    from reframe.fit import fit as hold_against
    from reframe.reports import Presentation
    from reframe.reports.matrix import matrix, matrix_json

    options = InForce(Given(phrasebooks=phrasebooks, region=region)).of(file).options
    book = book_of(options.phrasebooks)
    known_target(target, book)
    found = hold_against(file, options=options._replace(target=None))
    if shape == "json":
        out(matrix_json(found))
        return
    titles = {certificate.name: certificate.title for certificate in book.certificates.values()}
    out(matrix(found, Presentation(width=width(), color=colored("auto"), certificates=titles), only=target))
