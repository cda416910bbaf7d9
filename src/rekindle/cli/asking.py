"""What a file leaves open, asked on the terminal before anything of it comes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

import typer

from rekindle.cli.common import refuse
from rekindle.desk.bring_in.columns import say_choice
from rekindle.desk.bring_in.report import QuestionSeen

STOP = "q"
_HOW = f"A number, Enter to leave it open, {STOP} to stop"

Ask = Callable[[Mapping[str, str]], Sequence[QuestionSeen]]


def answer_questions(ask: Ask, said: Mapping[str, str]) -> dict[str, str]:
    """Put every question once, and again what an answer brings up; returns the answers beside those given before.

    `ask` says what is open after some answers. Ends the command with 2, before anything came in, where somebody stops.
    """
    answers, put = dict(said), set[str]()
    while questions := [one for one in ask(answers) if one.column not in put and one.choices]:
        for number, question in enumerate(questions, start=1):
            put.add(question.column)
            choice = _put(question, number, len(questions))
            answers |= {question.column: choice} if choice else {}
    given = [f'--map "{column}={choice}"' for column, choice in answers.items() if column not in said]
    if given:
        typer.echo(f"Another time: {' '.join(given)}", err=True)
    return answers


def refuse_open(questions: Sequence[QuestionSeen]) -> None:
    """End the command with 2 where a question is open and nobody is there to answer it."""
    if not questions:
        return
    lines = ["nothing came in, for there are open questions:"]
    for one in questions:
        ways = " or ".join(f'--map "{one.column}={choice}"' for choice in one.choices)
        lines.append(f"{one.words} ({ways})" if ways else one.words)
    refuse("\n  ".join(lines))


def _put(question: QuestionSeen, number: int, count: int) -> str:
    typer.echo(f"\nQuestion {number} of {count}: {question.words}", err=True)
    for at, choice in enumerate(question.choices, start=1):
        typer.echo(f"  {at}  {say_choice(choice)}", err=True)
    while True:
        try:
            said = str(typer.prompt(_HOW, default="", show_default=False, err=True)).strip()
        except (typer.Abort, EOFError):
            _stop()
        if said.casefold() == STOP:
            _stop()
        if not said or said in question.choices:
            return said
        if said.isdecimal() and 1 <= int(said) <= len(question.choices):
            return question.choices[int(said) - 1]
        typer.echo(f"{said!r} is none of 1 to {len(question.choices)}.", err=True)


def _stop() -> NoReturn:
    refuse("stopped: nothing came in.")
