"""The playbook by reason: angle, pace, things of value, words and plays, each with what happened when it was used."""

import re

from rekindle.book.read.workspace import WorkspaceRecord, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.editing.choosing import say_key
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.playbook_about import say_about
from rekindle.desk.show.playbook_views import Effect, Line, ReasonLink, ReasonPage, Run, StepLine
from rekindle.desk.using import ENOUGH, Use, Uses, read_uses, say_use, use_of
from rekindle.playbook import Playbook
from rekindle.terms.advice import Play
from rekindle.terms.losses import Control, Reason, Verdict

# A clear no is no reason, and has a page all the same: that it is left alone is a part of the playbook.
A_NO = "no"
_CONTROL = {
    Control.OURS: "Ours to change.",
    Control.SHARED: "Partly ours to change.",
    Control.THEIRS: "Out of our hands.",
}
_WHEN = {"promised": "Their date", "contract_end": "Contract ends", "signal": "News there"}
_MOST_WORDS = 6
NOT_A_TRIAL = "not a controlled trial"


def show_reason(actor: Actor, reason: str = "") -> ReasonPage:
    """Show what the playbook says for one reason, the most frequent one by default; `no` is a clear no.

    Raises RefusedError for a reason there is not.
    """
    workspace = read_workspace(actor.workspace_id)
    playbook, uses = playbook_of(workspace), read_uses(actor.workspace_id, actor.at)
    links = link_reasons(playbook, uses, reason)
    if reason == A_NO:
        return _show_no(actor, workspace, playbook, links)
    if reason and reason not in playbook.reasons:
        raise RefusedError("There is no such reason in this playbook.")
    chosen = Reason(reason or next(link.key for link in links))
    return _show(actor, workspace, playbook, uses, chosen)


def link_reasons(playbook: Playbook, uses: Uses, chosen: str) -> tuple[ReasonLink, ...]:
    """Return every reason, those most deals were lost for first; then the clear no."""
    of_all = use_of(uses, "lost").losses
    lost = {str(key): use_of(uses, "lost", reason=str(key)) for key in playbook.reasons}
    order = sorted(lost, key=lambda key: -lost[key].losses)
    links = [
        ReasonLink(
            key,
            playbook.reasons[Reason(key)].label,
            playbook.reasons[Reason(key)].icon,
            _say_returned(lost[key]),
            f"{round(100 * lost[key].losses / of_all)}%" if of_all >= ENOUGH else "",
            key == (chosen or order[0]),
        )
        for key in order
    ]
    no = playbook.verdicts[Verdict.NO].label
    return (*links, ReasonLink(A_NO, no, "i-leaf", "Leave them alone", "", chosen == A_NO))


def _say_returned(use: Use) -> str:
    if not use.losses:
        return "None lost so far"
    return f"{use.in_100} in 100 came back" if use.is_enough else f"{use.returned} of {use.losses} came back"


def _show(actor: Actor, workspace: WorkspaceRecord, playbook: Playbook, uses: Uses, reason: Reason) -> ReasonPage:
    entry = playbook.reasons[reason]
    return ReasonPage(
        about=say_about(actor, workspace, playbook),
        reasons=link_reasons(playbook, uses, reason),
        key=str(reason),
        eyebrow=f"When {entry.phrase}",
        angle=entry.angle,
        how=entry.how,
        control=_CONTROL[entry.control],
        effect=_effect(use_of(uses, "reason", reason=reason), use_of(uses, "lost", reason=reason)),
        runs=tuple(_runs(playbook, reason)),
        limits=_limits(playbook),
        assets=tuple(_assets(playbook, uses, reason)),
        words=tuple(_words(playbook, uses, reason)),
        plays=tuple(_plays(playbook, uses, reason)),
    )


def _show_no(actor: Actor, workspace: WorkspaceRecord, playbook: Playbook, links: tuple[ReasonLink, ...]) -> ReasonPage:
    closing, uses = playbook.plays[Play.CLOSING_NOTE], read_uses(actor.workspace_id, actor.at)
    lines = [
        Line(
            "words",
            f"{Play.CLOSING_NOTE}.{channel}.*",
            first_words(template.subject or template.paragraphs[0]),
            _say_length(playbook.channels[channel].label, template.paragraphs),
            "i-note",
            say_use(use_of(uses, "words", f"{Play.CLOSING_NOTE}.{channel}")),
        )
        for channel, by_reason in playbook.words.get(Play.CLOSING_NOTE, {}).items()
        if (template := by_reason.get("*"))
    ]
    return ReasonPage(
        about=say_about(actor, workspace, playbook),
        reasons=links,
        key=A_NO,
        eyebrow="When they said no",
        angle="Take them at their word.",
        how="A no is not a request to be asked differently. Thank them, once, and leave them alone: everywhere, all of "
        "us. Only they can open it again, by writing. Every playbook keeps this; it cannot be switched off.",
        control="",
        effect=Effect("", "", ""),
        runs=(),
        limits="",
        assets=(),
        words=tuple(lines),
        plays=(_play_line(playbook, uses, Play.CLOSING_NOTE, closing.intent),),
    )


def _effect(used: Use, lost: Use) -> Effect:
    """Say what happened when they were got back to, beside all who were lost for it."""
    if not used.is_enough:
        few = say_use(used, "Nobody was got back to after such a loss yet")
        return Effect("", f"{few}.", f"Too few to say more: {used.losses} of {ENOUGH}." if used.losses else "")
    words = "in 100 came back after they were got back to"
    of_all = f"; {lost.in_100} in 100 of all lost for it" if lost.is_enough else ""
    likely = (
        f"likely {round(100 * used.low)} to {round(100 * used.high)}, {used.losses:,} losses{of_all}, {NOT_A_TRIAL}"
    )
    return Effect(str(used.in_100), words, likely)


def _runs(playbook: Playbook, reason: Reason) -> list[Run]:
    return [
        Run(key, one.title, one.about, tuple(_steps(playbook, key)))
        for key, one in playbook.sequences.items()
        if reason in one.reasons
    ]


def _steps(playbook: Playbook, key: str) -> list[StepLine]:
    """Lay the steps out as the limits in force allow them: one that comes too early waits, and says so."""
    steps, gap, last = [], playbook.caps.gap_days, None
    for step in playbook.sequences[key].steps:
        entry = playbook.plays[step.play]
        day = None if step.day is None else step.day if last is None else max(step.day, last + gap)
        held = f"the limits allow it from day {day}" if day is not None and day != step.day else ""
        last = day if day is not None else last
        channel = next(iter(entry.channels), None)
        icon = "i-doc" if entry.needs_asset else playbook.channels[channel].icon if channel else "i-note"
        when = _WHEN[step.on] if step.on else f"Day {day}"
        steps.append(StepLine(when, icon, entry.label, step.words, held))
    return steps


def _limits(playbook: Playbook) -> str:
    caps = playbook.caps
    return (
        f"Never closer than {caps.gap_days} days to one person and {caps.account_gap_days} to one account; at most "
        f"{caps.per_quarter} in a quarter, {caps.per_year} in a year and {caps.per_loss} after one loss."
    )


def _assets(playbook: Playbook, uses: Uses, reason: Reason) -> list[Line]:
    return [
        Line(
            "assets",
            key,
            one.title,
            f"{say_key(one.kind)}. {one.summary}",
            "i-doc",
            say_use(use_of(uses, "asset", key, reason)),
        )
        for key, one in playbook.assets.items()
        if reason in one.reasons
    ]


def _words(playbook: Playbook, uses: Uses, reason: Reason) -> list[Line]:
    """List the words written for this reason first, then those for any."""
    found = []
    for play, by_channel in playbook.words.items():
        for channel, templates in by_channel.items():
            name = str(reason) if reason in templates else "*"
            if name not in templates or play not in (Play.PROMISED, Play.VALUE_TOUCH, Play.CHECK_IN):
                continue
            template = templates[name]
            length = _say_length(playbook.channels[channel].label, template.paragraphs)
            found.append(
                Line(
                    "words",
                    f"{play}.{channel}.{name}",
                    first_words(template.subject or template.paragraphs[0]),
                    f"{playbook.plays[play].label}. {length}",
                    "i-note",
                    say_use(use_of(uses, "words", f"{play}.{channel}", reason)),
                )
            )
    return sorted(found, key=lambda line: line.key.endswith("*"))[:_MOST_WORDS]


def first_words(text: str) -> str:
    """Return how a text begins, its merge fields in brackets, as a title."""
    plain = re.sub(r"\{([a-z_]+)\}", lambda found: f"({_call_field(found[1])})", text.replace("{greeting}, ", ""))
    short = plain if len(plain) <= 60 else plain[:57].rsplit(" ", 1)[0] + " …"
    return short[:1].upper() + short[1:]


def _call_field(name: str) -> str:
    return "what you bring" if name == "asset_title" else name.replace("_", " ")


def _say_length(channel: str, paragraphs: tuple[str, ...]) -> str:
    return f"{channel}, {sum(len(one.split()) for one in paragraphs)} words"


def _plays(playbook: Playbook, uses: Uses, reason: Reason) -> list[Line]:
    return [_play_line(playbook, uses, play, entry.intent, reason) for play, entry in playbook.plays.items()]


def _play_line(playbook: Playbook, uses: Uses, play: Play, words: str, reason: Reason | None = None) -> Line:
    entry = playbook.plays[play]
    channel = next(iter(entry.channels), None)
    icon = playbook.channels[channel].icon if channel else "i-note"
    use = use_of(uses, "play", str(play), reason) if reason else use_of(uses, "play", str(play))
    return Line("plays", str(play), entry.label, words, icon, say_use(use))
