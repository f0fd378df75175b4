"""The ways from one screen to another, so that no screen has to know the next one's module.

A screen asks its shell (`views.base.Shell`) for the way. A screen's module is imported when
somebody first goes there: a desk that starts does not wait for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell

if TYPE_CHECKING:
    from din_indgang_tui.views.statistics_words import Number


class Ways:
    """What the app does when a screen asks for another one."""

    async def go_to_page(self: Shell, citizen_id: int) -> None:
        """A citizen's page; that it was opened goes on record."""
        from din_indgang_tui.views.citizen import CitizenView

        await self.open(CitizenView(self, citizen_id))

    # Commands by name that lead to a screen.

    async def do_my_working_hours(self: Shell) -> None:
        """The hours of whoever is logged in."""
        from din_indgang_tui.views.week_hours import OfColleague, WeekHours

        if (me := self.desk.who.staff_id) is not None:
            await self.open(WeekHours(self, OfColleague(self, me)))

    async def do_everybodys_working_hours(self: Shell) -> None:
        """The settings, where everybody's hours stand."""
        await self.go_to_settings("working hours")

    async def do_rooms_of_the_house(self: Shell) -> None:
        """The settings, where the rooms stand."""
        await self.go_to_settings("room")

    async def do_days_closed(self: Shell) -> None:
        """The settings, where the closed days stand."""
        await self.go_to_settings("closed days")

    async def go_to_ill_today(self: Shell) -> None:
        """Who is ill, and then every slot that it hits."""
        from din_indgang_tui.views.who_is_ill import WhoIsIll

        await self.open(WhoIsIll(self))

    async def go_to_untold(self: Shell, slot_id: int | None = None) -> None:
        """Those who do not know yet that their time was changed; the mark is on this time."""
        from din_indgang_tui.views.untold import Untold

        await self.open(Untold(self, slot_id))

    async def go_to_owed(self: Shell) -> None:
        """All that is owed, with a day: area 5."""
        from din_indgang_tui.views.owed import OwedView

        if not await self.back_to(OwedView):
            await self.open(OwedView(self))

    async def go_to_call(self: Shell, citizen_id: int) -> None:
        """A citizen to be called: the number, and a line of what was said."""
        from din_indgang_tui.views.call import CallView

        await self.open(CallView(self, citizen_id))

    async def go_to_call_back(self: Shell, call_back_id: int) -> None:
        """Those who want to be called, with the mark on this one."""
        from din_indgang_tui.views.day_in_the_house import DayInTheHouse

        await self.open(DayInTheHouse(self, call_back_id))

    # By name, from the command finder.

    async def do_owed(self: Shell) -> None:
        """All that is owed."""
        await self.go_to_owed()

    async def do_ill_today(self: Shell) -> None:
        """A colleague is ill."""
        await self.go_to_ill_today()

    async def do_untold(self: Shell) -> None:
        """Who must be told."""
        await self.go_to_untold()

    async def go_to_conversation(
        self: Shell, citizen_id: int, enquiry_id: int | None = None
    ) -> None:
        """The goal and dream conversation with a citizen; that it was opened goes on record."""
        from din_indgang_tui.views.conversation import ConversationView

        await self.need_text_box()
        await self.open(ConversationView(self, citizen_id, enquiry_id))

    async def go_to_conversation_edit(self: Shell, conversation_id: int) -> None:
        """Correct a conversation that was held; that it was read goes on record."""
        from din_indgang_tui.views.conversation_edit import ConversationEdit

        await self.need_text_box()
        await self.open(ConversationEdit(self, conversation_id))

    async def go_to_plan(self: Shell, citizen_id: int) -> None:
        """The plan of a citizen; that it was opened goes on record."""
        from din_indgang_tui.views.plan import PlanView

        await self.open(PlanView(self, citizen_id))

    async def go_to_readability(self: Shell, text: str) -> None:
        """How easy this text is to read."""
        from din_indgang_tui.views.readability import ReadabilityView

        await self.open(ReadabilityView(self, text, "2"))

    async def go_to_consents(self: Shell, citizen_id: int, consent_id: int | None = None) -> None:
        """What may be passed on of a citizen, the mark on one; that it was opened is on record."""
        from din_indgang_tui.views.consents import ConsentsView

        await self.open(ConsentsView(self, citizen_id, consent_id))

    async def go_to_conversation_read(self: Shell, conversation_id: int) -> None:
        """A conversation that was held, to read; that it was read goes on record."""
        from din_indgang_tui.views.conversation_read import ConversationRead

        await self.open(ConversationRead(self, conversation_id))

    async def go_to_conversation_then(self: Shell, citizen_id: int) -> None:
        """Earlier conversations beside the newest; that they were read goes on record."""
        from din_indgang_tui.views.conversation_then import ConversationThen

        await self.open(ConversationThen(self, citizen_id))

    async def go_to_booking(
        self: Shell,
        citizen_id: int,
        course_id: int | None = None,
        slot_id: int | None = None,
        *,
        coach_id: int | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        """A time for a citizen, in a course or not; with a slot, another time for that one.

        The mark stands on the next free time, or on `starts_at` (UTC) of `coach_id`.
        """
        from din_indgang_tui.views.booking import BookingView

        view = BookingView(
            self, citizen_id, course_id, slot_id, coach_id=coach_id, starts_at=starts_at
        )
        await self.open(view)

    async def go_to_coach_week(self: Shell, coach_id: int | None = None) -> None:
        """A colleague's week; without one, that of whoever is logged in."""
        from din_indgang_tui.views.coach_week import CoachWeekView

        await self.open(CoachWeekView(self, coach_id or self.desk.who.staff_id))

    async def go_to_wishes(self: Shell) -> None:
        """Who waits for a time."""
        from din_indgang_tui.views.wishes import WishesView

        await self.open(WishesView(self))

    async def go_to_course(self: Shell, course_id: int, goal_id: int | None = None) -> None:
        """A course and its weeks, the mark on this goal's step; that it was opened is on record."""
        from din_indgang_tui.views.course import CourseView

        await self.open(CourseView(self, course_id, goal_id))

    async def go_to_new_course(
        self: Shell, citizen_id: int, conversation_id: int | None = None
    ) -> None:
        """A course for a citizen: filled in, to look at. Made from a conversation, it is open."""
        from din_indgang_tui.views.course_form import CourseForm, open_at_once

        if conversation_id is None:
            await self.open(CourseForm(self, citizen_id))
        else:
            await open_at_once(self, citizen_id, conversation_id)

    async def go_to_courses(self: Shell) -> None:
        """Every open course: area 3."""
        from din_indgang_tui.views.courses import CoursesView

        await self.open(CoursesView(self))

    async def go_to_closing(self: Shell, course_id: int) -> None:
        """Close an open course: why, what comes after, and what is let go of."""
        from din_indgang_tui.views.course_closing import CloseCourse

        await self.open(CloseCourse(self, course_id))

    async def go_to_checks(self: Shell) -> None:
        """The four-week checks that are owed: area 5."""
        from din_indgang_tui.views.checks import ChecksView

        if not await self.back_to(ChecksView):
            await self.open(ChecksView(self))

    async def go_to_check_move(self: Shell, course_id: int) -> None:
        """Another day for the check of a course, with a reason."""
        from din_indgang_tui.views.check_move import MoveCheck

        await self.open(MoveCheck(self, course_id))

    async def go_to_check(self: Shell, course_id: int) -> None:
        """Area 5 with the mark on the check of this course, whether it is owed now or not."""
        from din_indgang_tui.views.checks import ChecksView

        await self.open(ChecksView(self, course_id))

    async def go_to_slot(self: Shell, slot_id: int) -> None:
        """One time: when, with whom, where, and what became of it."""
        from din_indgang_tui.views.slot import SlotView

        await self.open(SlotView(self, slot_id))

    async def go_to_new_group(self: Shell) -> None:
        """A group that is to be made."""
        await self.go_to_group_form(None)

    async def do_new_group(self: Shell) -> None:
        """A new group, by name."""
        await self.go_to_new_group()

    async def go_to_group_form(self: Shell, group_id: int | None) -> None:
        """What a group is, and when it meets, to be changed; None for a new one."""
        from din_indgang_tui.views.group_form import GroupForm

        await self.need_text_box()
        await self.open(GroupForm(self, group_id))

    async def go_to_group_session(self: Shell, session_id: int, doing: str = "") -> None:
        """One meeting of a group; `doing` is "cancel" or "move" for one who asked for that."""
        from din_indgang_tui.views.group_session import GroupSessionView

        await self.need_text_box()
        view = GroupSessionView(self, session_id)
        await self.open(view)
        await view.begin(doing)

    async def go_to_new_group_session(self: Shell, group_id: int) -> None:
        """One more meeting of a group, beside those of its rule."""
        from din_indgang_tui.views.group_meeting import AddMeeting

        await self.open(AddMeeting(self, group_id))

    async def go_to_groups(self: Shell) -> None:
        """Every group: area 4."""
        from din_indgang_tui.views.groups import GroupsView

        await self.open(GroupsView(self))

    async def go_to_group(self: Shell, group_id: int) -> None:
        """A group: who has a place, who waits, when it meets."""
        from din_indgang_tui.views.group import GroupView

        await self.open(GroupView(self, group_id))

    async def go_to_join_group(self: Shell, citizen_id: int) -> None:
        """Choose a group for a citizen: a place in it, or on its waiting list."""
        from din_indgang_tui.views.join_group import JoinGroup

        await self.open(JoinGroup(self, citizen_id))

    async def go_to_roll(self: Shell, session_id: int) -> None:
        """The roll of a meeting of today or before."""
        from din_indgang_tui.views.roll import RollView

        await self.open(RollView(self, session_id))

    async def go_to_sent_word(self: Shell, session_id: int) -> None:
        """Who sends word for a meeting: before its day a list of its own, then the roll."""
        from din_indgang_tui.house import group_sessions
        from din_indgang_tui.views.roll_ahead import RollAhead

        meeting = await self.desk.read(group_sessions.one, session_id)
        if meeting.day <= local_date(self.clock()):
            await self.go_to_roll(session_id)
        else:
            await self.open(RollAhead(self, session_id))

    async def go_to_sign_in_sheet(self: Shell, session_id: int) -> None:
        """The sheet to sign in on of a meeting, to print."""
        from din_indgang_tui.house import group_sessions
        from din_indgang_tui.views.sign_in_sheet import SignInOut

        meeting = await self.desk.read(group_sessions.one, session_id)
        if meeting.status is SessionStatus.CANCELLED:
            raise DeskError(_("That meeting is cancelled."))
        await self.open(SignInOut(self, meeting))

    async def go_to_referral(self: Shell, referral_id: int) -> None:
        """A referral, as a draft or sent; that it was opened goes on record."""
        from din_indgang_tui.house import referrals
        from din_indgang_tui.views.referral import ReferralDraft
        from din_indgang_tui.views.referral_sent import ReferralSent

        found = await self.desk.read(referrals.one, referral_id)
        await self.need_text_box()
        await self.open((ReferralDraft if found.is_draft else ReferralSent)(self, found))

    async def go_to_new_referral(
        self: Shell, citizen_id: int, course_id: int | None = None
    ) -> None:
        """A referral for a citizen, filled in; the draft there is, or the one that waits."""
        from din_indgang_tui.house import referrals

        theirs = await self.desk.read(referrals.of_citizen, citizen_id)
        open_one = next((one for one in theirs if one.is_draft or not one.answered), None)
        if open_one is None:
            number = await self.desk.change(referrals.draft, citizen_id, course_id)
            await self.go_to_referral(number)
            return
        await self.go_to_referral(open_one.referral_id)
        if not open_one.is_draft:
            self.say(_("This one waits for an answer. : another referral begins one beside it."))
        elif open_one.begun_by != self.desk.who.name:
            self.say(
                _("{who} began it. You write on in the same one.").format(who=open_one.begun_by)
            )

    async def go_to_statistics(self: Shell) -> None:
        """The weekly figures: area 8."""
        from din_indgang_tui.views.statistics import StatisticsView

        await self.open(StatisticsView(self))

    async def go_to_totals(self: Shell) -> None:
        """The running totals, with what is published beside them."""
        from din_indgang_tui.views.statistics_totals import TotalsView

        await self.open(TotalsView(self))

    async def do_published(self: Shell) -> None:
        """The same, by name."""
        await self.go_to_totals()

    async def go_to_way(self: Shell, year: int) -> None:
        """The way through the house in a year, step by step."""
        from din_indgang_tui.views.statistics_way import WayView

        await self.open(WayView(self, year))

    async def go_to_people_behind(self: Shell, numbers: Sequence[Number]) -> None:
        """Who is behind the first of these numbers, the others a Tab away; a look is on record."""
        from din_indgang_tui.views.statistics_people import PeopleView

        await self.open(PeopleView(self, numbers))

    async def go_to_bypass(self: Shell) -> None:
        """The months of who bypassed the house, as the leader types them in."""
        from din_indgang_tui.views.bypass import BypassView

        await self.open(BypassView(self))

    async def do_bypass(self: Shell) -> None:
        """The same, by name."""
        await self.go_to_bypass()
