"""Things of value and words that can be handed to a member, from the playbook in force."""

from collections.abc import Iterator, Mapping
from typing import Any

from rekindle.desk.show.coach_views import HandoutChoice
from rekindle.desk.show.phrases import join_words, say_number
from rekindle.playbook import Playbook
from rekindle.playbook.model import Template
from rekindle.terms.advice import Play
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel

MOST_WORTH = 4
ASSET, WORDS = "asset", "words"


def list_handouts(playbook: Playbook) -> tuple[tuple[str, str], ...]:
    """Return (key, title) of everything that can be handed out: things of value first, then opening words."""
    assets = [(f"{ASSET}:{key}", asset.title) for key, asset in playbook.assets.items()]
    words = [(f"{WORDS}:{'/'.join(keys)}", title) for keys, title, _ in _templates(playbook)]
    return (*assets, *words)


def find_handout(playbook: Playbook, key: str) -> tuple[str, str] | None:
    """Return the title and the text of something to hand out; None when the playbook has no such thing."""
    kind, _, rest = key.partition(":")
    if kind == ASSET and rest in playbook.assets:
        return playbook.assets[rest].title, playbook.assets[rest].summary
    found = next((one for one in _templates(playbook) if kind == WORDS and "/".join(one[0]) == rest), None)
    return (found[1], _text(found[2])) if found else None


def _templates(playbook: Playbook) -> Iterator[tuple[tuple[str, str, str], str, Template]]:
    for play, by_channel in playbook.words.items():
        for channel, by_reason in by_channel.items():
            for reason, template in by_reason.items():
                yield (play, channel, reason), _title(playbook, play, channel, reason), template


def _title(playbook: Playbook, play: Play, channel: Channel, reason: str) -> str:
    about = f", for {playbook.reasons[Reason(reason)].label}" if reason != "*" else ""
    return f"Words: {playbook.plays[play].label} by {playbook.channels[channel].label}{about}"


def _text(template: Template) -> str:
    return "\n".join((*template.paragraphs, *([template.closing] if template.closing else [])))


def show_worth(report: Mapping[str, Any], playbook: Playbook, members: int) -> tuple[HandoutChoice, ...]:
    """Show what answers the reasons buyers named most often, with who has used it."""
    named: dict[str, int] = {}
    for row in report.get("pairs", ()):
        named[row["buyer_reason"]] = named.get(row["buyer_reason"], 0) + row["deals"]
    uses = {row["asset_key"]: row for row in report.get("uses", ())}
    weights = {
        key: (sum(named.get(reason, 0) for reason in asset.reasons), uses.get(key, {}).get("contacts", 0))
        for key, asset in playbook.assets.items()
    }
    best = sorted(weights, key=lambda key: (-weights[key][0], -weights[key][1], key))[:MOST_WORTH]
    return tuple(_choice(key, playbook, uses.get(key), members) for key in best)


def _choice(key: str, playbook: Playbook, used: Mapping[str, Any] | None, members: int) -> HandoutChoice:
    asset = playbook.assets[key]
    labels = join_words([playbook.reasons[reason].label for reason in asset.reasons[:2] if reason in playbook.reasons])
    who = "Nobody has used it yet"
    if used:
        who = f"Used by {say_number(used['members'])} of {say_number(max(members, used['members']))}"
    return HandoutChoice(f"{ASSET}:{key}", asset.title, f"For {labels}. {who}", "i-doc")
