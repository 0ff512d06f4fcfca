"""Keys are handled one after another, each wholly before the next.

For: type-ahead. Textual hands a key to the widget's queue and at once looks at the next key,
so that a binding with priority (quit, leave, next) overtakes letters typed before it, and
letters typed after Enter reach the field that Enter has already closed. Here a key that is not
plain typing waits until every queue that the earlier ones can travel through has run dry.

May import textual. Never drops or reorders an event.
"""

from __future__ import annotations

from collections import deque
from typing import TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump

ReturnT = TypeVar("ReturnT")

HOP_PATIENCE = 0.5
"""Seconds one widget may be busy with a key before the next key goes past it."""

ROUNDS = 4
"""How often at most the marker goes round because messages keep setting off others."""


class InOrder(App[ReturnT]):
    """Mixed into an app: keys, pastes and clicks in the order they were made.

    An event is let through when the ones before it have been handled by their widget, and the
    messages that this set off (a field's `Changed`, say) have climbed up to the app.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self._waiting_events: deque[events.Event] = deque()
        self._route: deque[MessagePump | None] = deque()
        self._hop = 0
        self._rounds = 0
        self._unsettled: DOMNode | None = None
        self._typing = False

    async def on_event(self, event: events.Event) -> None:
        """Take one event; those from the person are put in line."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._waiting_events.append(event)
            if not self._route:
                await self._take_turns()
        else:
            await super().on_event(event)

    async def _take_turns(self) -> None:
        """Handle waiting events up to the first that has to wait for the one before it."""
        while self._waiting_events and not self._exit:
            typed = self._is_typing(self._waiting_events[0])
            if self._unsettled is not None and not (
                typed and self._typing and self._unsettled is self.focused
            ):
                break
            self._unsettled = self.focused or self.screen
            self._typing = typed
            await super().on_event(self._waiting_events.popleft())
        if self._unsettled is None:
            return
        if self._waiting_events:
            self._settle(self._unsettled)
        elif not self._typing and self._screen_stack:
            # Ahead, so that the next key need not wait; but what this one changed is drawn first.
            self.screen.call_after_refresh(self._settle_ahead)

    def _settle_ahead(self) -> None:
        if self._unsettled is not None and not self._route:
            self._settle(self._unsettled)

    def _is_typing(self, event: events.Event) -> bool:
        """Whether the focused widget takes this event as typing: nothing above it sees the key."""
        focused = self.focused
        return (
            isinstance(event, events.Key)
            and focused is not None
            and focused.check_consume_key(event.key, event.character)
        )

    def _settle(self, target: DOMNode) -> None:
        """Send a marker through every queue that the last event can still be in.

        It climbs twice from `target` to the app: a key that no widget takes does so before its
        binding is looked up, and what the binding sets off does so again. Then it goes through
        the screen of that moment, once that is drawn, and the app: a new focus comes that way.
        """
        climb: list[MessagePump | None] = [*target.ancestors_with_self]
        self._route = deque([target, *climb, *climb, None, self])
        self._rounds = ROUNDS
        self._next_hop()

    def _is_busy(self) -> bool:
        """Whether some queue near the focus has filled again, and another round is worth it."""
        self._rounds -= 1
        if self._rounds <= 0 or not self._screen_stack:
            return False
        near = self.focused or self.screen
        return any(not pump._message_queue.empty() for pump in near.ancestors_with_self)

    def _next_hop(self) -> None:
        """Post the marker to the next queue that still runs."""
        self._hop += 1
        while self._route:
            if self._post_marker(self._route[0]):
                if self._loop is not None:
                    self._loop.call_later(HOP_PATIENCE, self._overdue, self._hop)
                return
            self._route.popleft()
        self._unsettled = None
        self.call_later(self._take_turns)

    def _post_marker(self, pump: MessagePump | None) -> bool:
        """False when nobody will ever handle it; None stands for the screen of the moment."""
        if pump is None:
            return bool(self._screen_stack) and self.screen.call_after_refresh(
                self._arrived, self._hop
            )
        return pump.is_running and pump.call_later(self._arrived, self._hop)

    async def _arrived(self, hop: int) -> None:
        if hop != self._hop or not self._route:
            return  # it came after all, but its turn was given away
        self._route.popleft()
        if self._route:
            self._next_hop()
            return
        if self._is_busy():
            self._route = deque([*(self.focused or self.screen).ancestors_with_self, None, self])
            self._next_hop()
            return
        self._unsettled = None
        await self._take_turns()

    def _overdue(self, hop: int) -> None:
        if hop == self._hop and self._route:
            self._route.popleft()
            self._next_hop()
