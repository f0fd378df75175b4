"""A group: who has a place and how they came, who waits, when it meets."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_pages, group_waiting
from din_indgang_tui.house.attendance import PictureRow
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_members import Member
from din_indgang_tui.house.group_pages import Beside, GroupPage
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_waiting import Waiting
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.views import group_head, group_lines
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.group_lines import Person
from din_indgang_tui.views.group_member import AssessmentForm, EndPlace, PlaceFacts
from din_indgang_tui.views.group_place import WhoJoins, offer_place
from din_indgang_tui.views.roll_lines import on_its_day
from din_indgang_tui.views.today_slots import short_kind
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import EMPTY, Line, Look, fit, flow, ruled
from din_indgang_tui.words import appointment, full_day

PEOPLE, WAITING, MEETINGS = "people", "waiting", "meetings"
_HINT = 79  # columns: a note is not to push the waiting list away
_HEAD = 4  # lines at most below the name, in the least window


class GroupView(View):
    """One group. Tab goes on from its members to those who wait, and to its meetings."""

    area = "4"
    help_text = N_("Here you see one group: who has a place, who came, and who waits.")

    def __init__(self, shell: Shell, group_id: int) -> None:
        super().__init__(shell)
        self.group_id = group_id
        self.page: GroupPage | None = None
        self.people: tuple[Person, ...] = ()
        self.meetings: tuple[Session, ...] = ()
        self.list = PEOPLE
        self.marks = {name: Mark() for name in (PEOPLE, WAITING, MEETINGS)}
        self.beside: tuple[int, Beside] | None = None  # of whom it is, and what they have

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        marked = {name: self._key(name) for name in self.marks}
        self.page = await self.shell.desk.read(group_pages.page, self.group_id)
        self.people = group_lines.people(self.page)
        self.meetings = group_lines.meetings(self.page, self.shell.clock())
        for name, key in marked.items():
            keys = self._keys(name)
            if key in keys:
                self.marks[name].at = keys.index(key)
            self.marks[name].move(0, len(keys))
        if self.list not in self._lists():
            self.list = PEOPLE
        self.beside = None
        await self.rested()

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "citizens", "slots", "staff", "settings", "lists"}:
            await self.load()

    async def rested(self) -> None:
        # What stands beside the list is read for the row on which one stays.
        who = self.citizen_marked()
        if who is None or self.shell.desk.who.role not in DESK:
            self.beside = None
        elif self.beside is None or self.beside[0] != who:
            self.beside = who, await self.shell.desk.read(group_pages.beside, who)

    def _keys(self, name: str) -> list[int]:
        if name == PEOPLE:
            return [one.member_id for one in self.people]
        if name == WAITING:
            return [one.waiting_id for one in self.page.waiting] if self.page else []
        return [one.session_id for one in self.meetings]

    def _key(self, name: str) -> int | None:
        keys = self._keys(name)
        return keys[min(self.marks[name].at, len(keys) - 1)] if keys else None

    def _lists(self) -> list[str]:
        waiting = [WAITING] if self.page is not None and self.page.waiting else []
        return [PEOPLE, *waiting, MEETINGS]

    # What has the mark --------------------------------------------------------------------

    def person_marked(self) -> Person | None:
        """Whose place has the mark; None in another list."""
        return self.people[self.marks[PEOPLE].at] if self.list == PEOPLE and self.people else None

    def waiting_marked(self) -> Waiting | None:
        """Who has the mark among those who wait; None in another list."""
        if self.page is None or self.list != WAITING or not self.page.waiting:
            return None
        return self.page.waiting[self.marks[WAITING].at]

    def meeting_marked(self) -> Session | None:
        """The meeting that has the mark; in another list the next one."""
        if self.list == MEETINGS:
            return self.meetings[self.marks[MEETINGS].at] if self.meetings else None
        now = self.shell.clock()
        return next((one for one in self.meetings if one.ends_at > now), None)

    def citizen_marked(self) -> int | None:
        """Whom the mark is on."""
        one = self.person_marked() or self.waiting_marked()
        return one.citizen_id if one is not None else None

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return (f"group_{self.list}", "group", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.shell.desk.who.role not in DESK:
            return ("up", "roll", "next_list", "back", "help", "log_out")
        if self.list == MEETINGS:
            opens = ("enter",) if self.meetings else ()
            return (*opens, "roll", "add", "cancel", "move", "next_list", "help", "log_out")
        opens = ("enter",) if self.citizen_marked() is not None else ()
        edit = ("edit",) if self.shell.desk.who.role in COACHES else ()
        if self.list == WAITING:
            return (*opens, "give", "withdraw", "roll", "add", "next_list", "help", "log_out")
        give = ("give",) if self.page is not None and self.page.proposal is not None else ()
        return (*opens, "roll", "add", *edit, *give, "cancel", "next_list", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id in ("page", "assessment", "end_place", "edit_place", "withdraw"):
            return self.citizen_marked() is not None
        if command_id == "enter":
            return self.citizen_marked() is not None or self.list == MEETINGS
        if command_id in ("cancel", "move", "sheet", "sent_word"):
            return self.meeting_marked() is not None
        return command_id != "give" or bool(self.page and self.page.waiting)

    def marked_one(self) -> tuple[int, str] | None:
        if self.list == MEETINGS:
            meeting = self.meeting_marked()
            return (meeting.session_id, meeting.group) if meeting else None
        one = self.person_marked() or self.waiting_marked()
        if one is not None:
            return one.citizen_id, one.name
        return (self.group_id, self.page.group.name) if self.page else None

    def _move(self, step: int) -> None:
        self.marks[self.list].move(step, len(self._keys(self.list)))

    def do_down(self) -> None:
        """The next line."""
        self._move(1)

    def do_up(self) -> None:
        """The line before."""
        self._move(-1)

    def do_page_down(self) -> None:
        """Seven lines on."""
        self._move(7)

    def do_page_up(self) -> None:
        """Seven lines back."""
        self._move(-7)

    def do_next_list(self) -> None:
        """Members, waiting list, meetings."""
        self._turn(1)

    def do_last_list(self) -> None:
        """The other way round."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        order = self._lists()
        self.list = order[(order.index(self.list) + step) % len(order)]

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_enter(self) -> None:
        """The page of the marked one, or the marked meeting."""
        if self.list == MEETINGS:
            if (meeting := self.meeting_marked()) is not None:
                await self.shell.go_to_group_session(meeting.session_id)
        else:
            await self.do_page()

    async def do_page(self) -> None:
        """The page of the marked one."""
        if (citizen_id := self.citizen_marked()) is not None:
            await self.shell.go_to_page(citizen_id)

    async def do_roll(self) -> None:
        """The roll of the marked meeting, of today, or the last that nobody took."""
        if self.page is None:
            return
        marked = self.meeting_marked() if self.list == MEETINGS else None
        today = local_date(self.shell.clock())
        if marked is not None and marked.day <= today:
            await self.shell.go_to_roll(marked.session_id)
        elif marked is not None:
            self.shell.say(on_its_day(marked.day) + " " + _("a notes who sends word."), wrong=True)
        elif self.page.roll is not None:
            await self.shell.go_to_roll(self.page.roll.session_id)
        else:
            self.shell.say(_("It does not meet today, and no roll is missing."))

    async def do_sent_word(self) -> None:
        """Who sends word for the marked meeting, before its day or on it."""
        if (meeting := self._wanted_meeting()) is not None:
            await self.shell.go_to_sent_word(meeting.session_id)

    async def do_sheet(self) -> None:
        """The sheet of the marked meeting, or of the next."""
        if (meeting := self._wanted_meeting()) is not None:
            await self.shell.go_to_sign_in_sheet(meeting.session_id)

    async def do_cancel(self) -> None:
        """The marked meeting, or the next: to be cancelled with a reason."""
        if (meeting := self._wanted_meeting()) is not None:
            await self.shell.go_to_group_session(meeting.session_id, "cancel")

    async def do_move(self) -> None:
        """The marked meeting, or the next: to be moved."""
        if (meeting := self._wanted_meeting()) is not None:
            await self.shell.go_to_group_session(meeting.session_id, "move")

    def _wanted_meeting(self) -> Session | None:
        meeting = self.meeting_marked()
        if meeting is None:
            self.shell.say(_("No meeting is to come."))
        return meeting

    async def do_edit(self) -> None:
        """The group itself."""
        await self.shell.go_to_group_form(self.group_id)

    # Places -------------------------------------------------------------------------------

    async def do_add(self) -> None:
        """Somebody joins: who is it? Among the meetings one more of them."""
        if (page := self._running()) is None:
            return
        if self.list == MEETINGS:
            await self.shell.go_to_new_group_session(self.group_id)
        else:
            await self.shell.open(WhoJoins(self.shell, page.group))

    async def do_give(self) -> None:
        """The free place to the marked one who waits, or to the one who is proposed."""
        if (page := self._running()) is None:
            return
        whom = self.waiting_marked()
        if whom is None and page.proposal is not None:
            whom = page.proposal.waiting
        if whom is not None:
            await offer_place(self.shell, self.group_id, whom.citizen_id, waiting=whom)
        elif not page.waiting:
            self.shell.say(_("Nobody waits. + finds somebody for a place."))
        elif page.proposal is not None:
            self.shell.say(page.proposal.words)
        else:
            self.shell.say(_("No place is free. Tab goes to those who wait."))

    async def do_end_place(self) -> None:
        """The place of the marked one ends."""
        if (member := self._place_marked()) is not None:
            await self.shell.open(EndPlace(self.shell, member))

    async def do_edit_place(self) -> None:
        """The days and the note of the marked one's place."""
        if (member := self._place_marked()) is not None:
            await self.shell.open(PlaceFacts(self.shell, member))

    def _place_marked(self) -> Member | None:
        person = self.person_marked()
        if isinstance(person, PictureRow):
            person = self.page.members.get(person.member_id) if self.page else None
        if person is None:
            self.shell.say(_("There is no place here that could be another."))
        return person

    async def do_withdraw(self) -> None:
        """The marked one does not wait any more."""
        if (one := self.waiting_marked()) is None:
            return
        try:
            name = await self.shell.desk.change(group_waiting.withdraw, one.waiting_id, one.version)
        finally:
            await self.load()
        self.shell.say(_("Saved: {name} does not wait any more. u undoes it.").format(name=name))

    async def do_assessment(self) -> None:
        """Whether the marked one needs an assessment here."""
        citizen_id = self.citizen_marked()
        if self.page is None or citizen_id is None:
            return
        if self.page.group.needs_assessment == "no":
            name = self.page.group.name
            self.shell.say(_("{group} needs no assessment of anybody.").format(group=name))
        else:
            await self.shell.open(AssessmentForm(self.shell, self.group_id, citizen_id))

    def _running(self) -> GroupPage | None:
        if self.page is None or not self.page.group.is_over(local_date(self.shell.clock())):
            return self.page
        self.shell.say(_("The group has ended, and stands here as it was."))
        return None

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        member = self.person_marked()
        if isinstance(member, PictureRow) and self.page is not None:
            member = self.page.members.get(member.member_id)
        if isinstance(member, Member) and member.note:
            return fit(f"{member.name}: {member.note}", _HINT)
        return ""

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.page is None:
            return picture
        now = self.shell.clock()
        today = local_date(now)
        name, right = group_head.title(self.page.group, today)
        picture.add(ruled(name, right, width=space.width))
        most = _HEAD + max(0, space.height - 21) // 3
        picture.add(*group_head.lines(self.page.group, today, space.width, most), EMPTY)
        room = space.height - len(picture.lines)
        if self.list == MEETINGS:
            at = self.marks[MEETINGS].at
            picture.add(*group_lines.meeting_lines(self.meetings, at, now, space.width, room))
            return picture
        on_waiting = self.marks[WAITING].at if self.list == WAITING else None
        waiting = group_lines.waiting_lines(self.page, on_waiting, today, space.width, room - 5)
        on_people = self.marks[PEOPLE].at if self.list == PEOPLE else None
        room -= len(waiting)
        adds = self.shell.desk.who.role in DESK
        people = group_lines.people_lines(self.page, on_people, today, space.width, room, adds=adds)
        gap = 1 if len(people) < room else 0
        picture.add(*people, *[EMPTY] * gap, *waiting)
        return picture

    def side(self, width: int) -> list[Line]:
        if self.list == MEETINGS:
            return self._about_meeting(width)
        one = self.person_marked() or self.waiting_marked()
        if one is None or self.beside is None or self.beside[0] != one.citizen_id:
            return []
        found = self.beside[1]
        lines = flow(found.full_name, width=width, look=Look.TITLE)
        if isinstance(one, Waiting):
            said = [_("waits since {day}").format(day=full_day(one.since_on)), one.note]
        else:
            said = [_("has the place from {day}").format(day=full_day(one.from_on))]
            place = self.page.members.get(one.member_id) if self.page else None
            said.append(place.note if place is not None else "")
        lines += [row for text in said if text for row in flow(text, width=width)]
        lines += [EMPTY, *flow(_("Other times"), width=width, look=Look.TITLE)]
        others = [
            f"{appointment(slot.starts_at)}, {short_kind(self.shell, slot.kind)}, {slot.coach}"
            for slot in found.slots
        ]
        others += [
            f"{place.group}, {place.words}"
            for place in found.places
            if place.group_id != self.group_id
        ]
        for text in others or [_("no others")]:
            lines += flow(text, width=width)
        return lines

    def _about_meeting(self, width: int) -> list[Line]:
        meeting = self.meeting_marked()
        if meeting is None:
            return []
        lines = flow(appointment(meeting.starts_at), width=width, look=Look.TITLE)
        moved = _("moved from {when}") if meeting.status != SessionStatus.CANCELLED else ""
        said = (
            meeting.leader or _("no leader"),
            meeting.where,
            group_head.state(meeting, local_date(self.shell.clock())),
            moved.format(when=appointment(meeting.moved_from)) if meeting.moved_from else "",
            meeting.moved_why,
            meeting.note,
        )
        return [
            *lines,
            *(row for text in dict.fromkeys(said) if text for row in flow(text, width=width)),
        ]
