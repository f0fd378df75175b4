"""A tiny App on HardenedApp that shows what reaches it, and fails in the way it is asked to.

python -m tests.terminal.sample_app FOLDER [MODE]
"""

import os
import sys
import threading
import time
from pathlib import Path

from din_indgang_tui.terminal import environment

environment.prepare(os.environ)

# Imported after the environment is put right, which is what every program has to do.
from rich.text import Text  # noqa: E402
from textual import events, work  # noqa: E402
from textual.app import ComposeResult  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.message import Message  # noqa: E402
from textual.widgets import (  # noqa: E402
    Button,
    Checkbox,
    DataTable,
    Input,
    Label,
    OptionList,
    Static,
)

from din_indgang_tui.terminal.hardened import HardenedApp  # noqa: E402

CPR = "010203" + "-1234"
HOSTILE = "Ole\x1b]52;c;aGVq\x07\x1b]0;titel\x07\x1b[2J\x9b31m\u202e\x00Hansen"


class Sink(Static, can_focus=True):
    """Takes keys and pastes and says what they were."""

    keys = ""
    pasted = ""

    def on_key(self, event: events.Key) -> None:
        self.keys += f" {event.key}"
        self.show()

    def on_paste(self, event: events.Paste) -> None:
        self.pasted += event.text
        self.show()

    def show(self) -> None:
        shown = self.pasted[:40].replace("\n", "/").replace("\t", "_")
        self.update(Text(f"keys:{self.keys}.\npasted {len(self.pasted)}: {shown}."))


class Ask(Message):
    """Something to fail over."""


class BadRender(Static):
    """Fails when it is drawn."""

    def render(self) -> Text:
        cpr = CPR
        raise ValueError(f"render {len(cpr)}")


class SampleApp(HardenedApp):
    """What the tests look at."""

    CSS = "Sink { height: 2 } Input { border: none; height: 1 }"
    BINDINGS = [
        Binding("x", "leave_now", priority=True),
        *(Binding(key, f"fire('{key}')") for key in "nqf1"),
    ]

    def __init__(self, folder: Path, mode: str) -> None:
        super().__init__(
            crash_folder=folder / "crashes",
            crash_message=lambda name: f"Der skete en fejl: {name} æøå.",
        )
        self.folder = folder
        self.mode = mode
        self.fired = ""
        if mode == "ascii":
            self.ascii_borders = True

    def compose(self) -> ComposeResult:
        yield Static("starting", id="state")
        yield Static("fired.", id="fired")
        yield Static("─│┌┐ · »æøå« … Š€", id="letters")
        if self.mode in {"", "ascii"}:
            yield Sink("keys:.")
        elif self.mode == "field":
            yield Input(id="field")
        elif self.mode == "hostile":
            yield Static(HOSTILE, markup=False)
            yield Label(Text(HOSTILE))
            yield Button(HOSTILE.replace("[", "("))
            yield Checkbox(HOSTILE.replace("[", "("))
            yield OptionList(Text(HOSTILE))
            yield Input(HOSTILE)
            table: DataTable[Text] = DataTable()
            table.add_column(Text(HOSTILE))
            table.add_row(Text(HOSTILE))
            yield table
            yield Static("[link='https://example.org/\x07\x1b]0;x\x07']link[/link]")
        elif self.mode == "compose":
            cpr = CPR
            raise ValueError(f"compose {len(cpr)}")
        elif self.mode == "render":
            yield BadRender()

    def on_mount(self) -> None:
        if self.mode == "mount":
            cpr = CPR
            raise ValueError(f"mount {len(cpr)}")
        if self.mode == "hostile":
            self.title = HOSTILE
            self.notify(HOSTILE + "[/nonsense]", title="[red]", timeout=60)
        self.call_after_refresh(self.ready)

    def ready(self) -> None:
        self.query_one("#state", Static).update(f"ready {self.size.width}x{self.size.height}")
        match self.mode:
            case "handler":
                self.post_message(Ask())
            case "worker":
                self.fail_in_worker()
            case "thread":
                self.fail_in_thread()
            case "timer":
                self.set_timer(0.01, self.fail)
            case "callback":
                self.call_later(self.fail)
            case "panic":
                self.panic(CPR)
            case "exit":
                raise SystemExit(CPR)
            case "markup":
                self.query_one("#fired", Static).update("[/" + CPR + "]")
            case "css":
                self.screen.styles.width = CPR
            case "rawthread":
                threading.Thread(target=self.fail).start()
                self.set_timer(0.2, lambda: self.exit(return_code=0))
            case "hang":
                # Shown first, then stuck: the loop runs nothing any more.
                self.set_timer(0.1, lambda: time.sleep(60))
            case "flood":
                self.set_interval(0.01, self.flood)

    def on_ask(self) -> None:
        self.fail()

    def on_unmount(self) -> None:
        if self.mode == "unmount":
            self.fail()

    def fail(self) -> None:
        cpr = CPR
        raise ValueError(f"asked to fail {len(cpr)}")

    @work
    async def fail_in_worker(self) -> None:
        self.fail()

    @work(thread=True)
    def fail_in_thread(self) -> None:
        self.fail()

    def flood(self) -> None:
        state = self.query_one("#state", Static)
        state.update(Text(str(time.monotonic()) * 200))

    def action_fire(self, key: str) -> None:
        self.fired += f" {key}"
        self.query_one("#fired", Static).update(f"fired{self.fired}.")

    def action_leave_now(self) -> None:
        self.exit(0)

    def on_leaving(self, why: str) -> None:
        field = self.query("#field")
        draft = field.first(Input).value if field else ""
        with (self.folder / "left.txt").open("a", encoding="utf-8") as file:
            file.write(f"{why}|{draft}\n")

    def on_lost_terminal(self) -> None:
        (self.folder / "lost.txt").write_text("lost")

    def on_paste_cut(self) -> None:
        self.query_one("#state", Static).update("cut")


if __name__ == "__main__":
    raise SystemExit(SampleApp(Path(sys.argv[1]), (sys.argv[2:] or [""])[0]).run_desk())
