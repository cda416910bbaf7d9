"""What stands around every page: who is here, in which book, and which other books they may open."""

from dataclasses import dataclass, replace
from uuid import UUID

from rekindle.book.read.workspace import MemberRecord, WorkspaceRecord, lacks_country, read_members, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.enter import count_left, door_of, workspaces_of
from rekindle.desk.playbooks import say_trouble
from rekindle.desk.show.phrases import NAMELESS
from rekindle.desk.show.voices import SALES, Voice, voice_in
from rekindle.terms.people import MemberRole
from rekindle.web.forms.keys import write_keymap
from rekindle.web.places import Place, list_places


@dataclass(frozen=True, slots=True)
class Door:
    """A book the member may open."""

    slug: str
    name: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """`page` is the name of the page's route; `trouble` says what has to be mended, empty when nothing has.

    `asks_country`: nobody said yet whose rules hold where an account names no country, and this member may;
    that is asked on Today and after a file. `asks_name`: nobody knows yet how the member signs, asked on Today alone.
    `left` and `lost` are counts for the rail, None where not known. `voice` says what things are called here; with
    `has_team` others work in this book, too.
    `keys` is off where no letter acts, `keymap` is JSON (see `forms.keys`).
    """

    page: str
    member_id: UUID
    member: str
    workspace: str
    slug: str
    is_sample: bool
    doors: tuple[Door, ...]
    left: int | None = None
    lost: int | None = None
    trouble: str = ""
    asks_country: bool = False
    asks_name: bool = False
    voice: Voice = SALES
    has_team: bool = False
    keys: str = "on"
    keymap: str = "{}"

    @property
    def places(self) -> tuple[Place, ...]:
        """The pages one can go to from here."""
        return list_places(self.voice, has_team=self.has_team)

    @property
    def own_slug(self) -> str:
        """The first book that is not a sample; empty when there is none."""
        return next((door.slug for door in self.doors if not door.is_sample), "")

    def counting(self, *, left: int | None = None, lost: int | None = None) -> "Frame":
        """Return the frame with the counts of its page in its rail."""
        return replace(self, left=self.left if left is None else left, lost=self.lost if lost is None else lost)


def frame_of(actor: Actor, user_id: UUID, page: str) -> Frame:
    """Read what stands around a page; raises LookupError when the workspace or the member is gone."""
    workspace = read_workspace(actor.workspace_id)
    door = door_of(actor, user_id)
    doors = tuple(Door(slug, name, is_sample) for slug, name, is_sample in workspaces_of(user_id))
    names = (door.member, workspace.name, workspace.slug)
    asks = page in {"today", "bring_in"} and not workspace.jurisdiction and actor.role == MemberRole.ADMIN
    trouble = say_trouble(workspace)
    left, lost = count_left(actor, user_id)
    return Frame(
        page,
        actor.member_id,
        *names,
        workspace.is_sample,
        doors,
        left,
        lost,
        trouble=trouble,
        asks_country=asks and lacks_country(actor.workspace_id),
        asks_name=page == "today" and door.member == NAMELESS,
        voice=voice_in(workspace),
        has_team=door.has_team,
        keys="off" if door.keymap.get("off") else "on",
        keymap=write_keymap(door.keymap),
    )


def member_of(actor: Actor) -> MemberRecord:
    """Return the record of the member who acts; raises LookupError when it is gone."""
    for member in read_members(actor.workspace_id):
        if member.member_id == actor.member_id:
            return member
    raise LookupError("this member is not in the workspace any more")


def workspace_of(actor: Actor) -> WorkspaceRecord:
    """Return the record of the workspace acted in; raises LookupError when it is gone."""
    return read_workspace(actor.workspace_id)
