"""How far a text has come on its route, and who may decide on it now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from home.domain.approval.board import Board
from home.enums import ApprovalRefusal, Verdict
from home.models import Decision, Passage, RouteStep
from home.rules import Chair, Turn, Yes, chairs_for, current_turn, seats_open, working_days_after
from portal.core.calendar import today_in_town
from portal.core.models import User


@dataclass(frozen=True)
class Standing:
    """One text on its way."""

    passage: Passage
    board: Board
    steps: list[RouteStep]
    turns: list[Turn]
    given: list[Yes]
    writers: frozenset[int]

    @property
    def turn(self) -> Turn | None:
        """The step that waits now."""
        return current_turn(self.turns, self.given, self.writers)

    @property
    def step(self) -> RouteStep | None:
        turn = self.turn
        return next((step for step in self.steps if turn and step.pk == turn.number), None)

    @property
    def since(self) -> datetime:
        """When the step that waits now began to wait."""
        said = [one.said_at for one in self.passage.decisions.all() if one.verdict == Verdict.APPROVED]
        return max([self.passage.sent_at, *said])

    @property
    def due_on(self) -> date | None:
        """The last day on which to decide, if the step has a deadline."""
        step = self.step
        if step is None or step.days is None:
            return None
        return working_days_after(today_in_town(self.since), step.days)

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < self.board.today

    def chairs(self, user: int) -> tuple[Chair, ...]:
        """What ``user`` may decide now."""
        if (turn := self.turn) is None:
            return ()
        stands_in_for = self.board.stands_in_for(user)
        return chairs_for(user, turn, self.given, writers=self.writers, stands_in_for=stands_in_for)

    def deciders(self) -> set[int]:
        """Everybody who may decide now, deputies included."""
        if (turn := self.turn) is None:
            return set()
        holders = {one for seat in seats_open(turn, self.given, self.writers) for one in seat.holders} - self.writers
        return {one for one in holders | self.board.deputies_of(holders) if self.chairs(one)}

    def refusal(self, user: User) -> ApprovalRefusal | None:
        """Why ``user`` may not decide now, or nothing; it draws the buttons, too."""
        if not is_running(self.passage):
            return ApprovalRefusal.OVER
        if user.pk in self.writers:
            return ApprovalRefusal.WROTE_IT
        return None if self.chairs(user.pk) else ApprovalRefusal.NOT_YOUR_TURN

    def decided(self, step: RouteStep) -> list[Decision]:
        return [one for one in self.passage.decisions.all() if one.step_id == step.pk]


def is_running(passage: Passage) -> bool:
    state: Any = passage.task_state
    return bool(state.status == state.STATUS_IN_PROGRESS)


def standing_of(passage: Passage, board: Board) -> Standing:
    """Where ``passage`` stands; it brings its decisions and writers."""
    given = [
        Yes(one.step_id, one.seat, one.by_id or 0)
        for one in passage.decisions.all()
        if one.verdict == Verdict.APPROVED and one.step_id is not None
    ]
    section = passage.section_id
    writers = frozenset(writer.pk for writer in passage.writers.all())
    return Standing(passage, board, board.steps_of(section), board.turns_of(section), given, writers)


def passages_waiting_for(user: User, board: Board) -> Iterator[Standing]:
    """The texts on which ``user`` may decide now, the longest waiting first; as many questions however many wait."""
    for standing in all_running(board):
        if standing.chairs(user.pk):
            yield standing


def all_running(board: Board) -> Iterable[Standing]:
    """All that waits for anybody."""
    passages = Passage.objects.running().with_facts().order_by("sent_at", "pk")
    return [standing_of(passage, board) for passage in passages]
