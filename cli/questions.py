"""``detente questions``"""

import click


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the saved questions, or show one with its SPARQL.

    \b
    Example:
      detente questions
      detente questions demands
      detente query --ask demands --param party=russia
    """
    from detente.graph.questions import question, questions

    if name:
        click.echo(question(name).sparql, nl=False)
        return
    saved = questions()
    width = max(len(each.name) for each in saved)
    for each in saved:
        click.echo(f"{each.name:<{width}}  {each.wording}")
        for parameter in each.parameters:
            click.echo(f"{'':<{width}}    --param {parameter.name}=…  {parameter.help}")
