"""The model of the queue, over more and longer days than there is time for in the suite."""

from __future__ import annotations

from hypothesis import settings

from tests.house.test_queue_model import Queue


class LongQueue(Queue):
    """The same queue."""


LongQueue.TestCase.settings = settings(max_examples=400, stateful_step_count=80, deadline=None)
TestQueue = LongQueue.TestCase
