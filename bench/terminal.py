"""How the desk feels at the keyboard, beside two bare Textual programs.

python -m bench.terminal                                  all scenarios
python -m bench.terminal desk-login textual-lean          these
python -m bench.terminal --show desk-login '<tab>' a      look at the screens, to write a scenario
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figures, Measured, number, p50, p95, ratio, table
from bench.program import Gone, NotOnScreen, Program, Repaint, usage
from bench.scenario import BENCH, Action, Scenario, Step, load

COLUMNS, ROWS = 80, 24
FLOORS = ("textual-minimal", "textual-lean")
IDLE_SECONDS = 10.0
PASSED_ON = ("PATH", "PYTHONPATH", "HOME", "USER", "LOGNAME", "SSL_CERT_FILE")


@dataclass
class Run:
    """One start of one program."""

    figures: Figures = field(default_factory=dict)
    repaints: dict[str, list[Repaint | None]] = field(default_factory=dict)
    error: str = ""


def start(scenario: Scenario) -> Program:
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TZ": "UTC"}
    env |= scenario.env
    if scenario.setup:
        shell(scenario.setup)
    return Program(scenario.command, env, COLUMNS, ROWS)


def shell(line: str) -> None:
    subprocess.run(
        ["/bin/sh", "-ec", line],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def take(program: Program, steps: Iterable[Step]) -> None:
    for step in steps:
        program.send(step.keys)
        if step.until:
            program.until(step.until, 10)
        program.settle(0.15, 1.5)


def measure(scenario: Scenario, rng: random.Random, idle: bool) -> Run:
    run = Run()
    program = start(scenario)
    try:
        _start_figures(program, scenario, run.figures)
        take(program, scenario.begin)
        program.settle(0.5)
        before = usage(program.pid)
        run.figures["pss_mib"] = before.pss_mib
        if idle and scenario.idle:
            received = program.received
            program.listen(IDLE_SECONDS)
            run.figures["idle_cpu_ms"] = usage(program.pid).cpu_ms - before.cpu_ms
            run.figures["idle_bytes"] = program.received - received
        for action in scenario.actions:
            take(program, action.prepare)
            run.repaints[action.id] = [
                _one_key(program, action, n, rng) for n in range(action.times)
            ]
    except (Gone, NotOnScreen) as error:
        run.error = f"{type(error).__name__}: {error}"
    finally:
        program.stop(scenario.quit)
    return run


def _start_figures(program: Program, scenario: Scenario, figures: Figures) -> None:
    """The first useful frame, and the effect of a key that is sent as soon as it is seen."""
    figures["first_frame_ms"] = program.since_start_ms(program.until(scenario.ready, 60))
    if scenario.probe_expect.search(program.screen.text()):
        raise NotOnScreen("the probe's answer is on the screen before its key")
    program.send(scenario.probe_key)
    figures["interactive_ms"] = program.since_start_ms(program.until(scenario.probe_expect, 10))
    program.settle(0.4, 4)
    figures["start_cpu_ms"] = usage(program.pid).cpu_ms
    figures["start_bytes"] = program.received
    take(program, scenario.probe_undo)


def _one_key(program: Program, action: Action, n: int, rng: random.Random) -> Repaint | None:
    take(program, action.before)
    time.sleep(rng.uniform(0.02, 0.12))  # never in step with a frame clock or a blinking cursor
    keys = action.keys[n % len(action.keys)]
    return program.press(keys, action.expect[n % len(action.expect)], action.quiet)


def measure_all(
    scenarios: Sequence[Scenario], rounds: int, idle_rounds: int, seed: int = 7
) -> dict[str, list[Run]]:
    """Every scenario once a round, in another order each round: what disturbs one disturbs all."""
    rng = random.Random(seed)
    runs: dict[str, list[Run]] = {scenario.name: [] for scenario in scenarios}
    for round_ in range(rounds):
        order = list(scenarios)
        rng.shuffle(order)
        for scenario in order:
            run = measure(scenario, rng, idle=round_ < idle_rounds)
            runs[scenario.name].append(run)
            said = run.error or " ".join(f"{k}={v:.0f}" for k, v in run.figures.items())
            print(f"[{round_ + 1}/{rounds}] {scenario.name}: {said}", file=sys.stderr, flush=True)
    return runs


def summarise(runs: dict[str, list[Run]]) -> Measured:
    """Medians over the rounds; percentiles over all keys of all rounds."""
    measured: Measured = {}
    for name, mine in runs.items():
        whole = [run for run in mine if not run.error]
        figures: Figures = {"runs": len(whole), "failed": len(mine) - len(whole)}
        for figure in {figure: None for run in whole for figure in run.figures}:
            figures[figure] = p50(run.figures[figure] for run in whole if figure in run.figures)
        for action in {action: None for run in whole for action in run.repaints}:
            keys = [repaint for run in whole for repaint in run.repaints[action]]
            figures |= {f"{action}.{key}": value for key, value in _action_figures(keys).items()}
        measured[name] = figures
    return measured


def _action_figures(keys: list[Repaint | None]) -> Figures:
    came = [repaint for repaint in keys if repaint]
    return {
        "n": len(came),
        "first_p50": p50(repaint.first_ms for repaint in came),
        "p50": p50(repaint.last_ms for repaint in came),
        "p95": p95(repaint.last_ms for repaint in came),
        "bytes_p50": p50(repaint.bytes for repaint in came),
        "bytes_p95": p95(repaint.bytes for repaint in came),
        "silent": len(keys) - len(came),
        "unchanged": sum(not repaint.changed for repaint in came),
        "unexpected": sum(not repaint.as_expected for repaint in came),
    }


def report(scenarios: Sequence[Scenario], measured: Measured) -> str:
    minimal, lean = (measured.get(floor, {}) for floor in FLOORS)
    return "\n\n".join(
        (
            _starts(scenarios, measured, minimal, lean),
            _actions(scenarios, measured, minimal, lean),
        )
    )


def _starts(
    scenarios: Sequence[Scenario], measured: Measured, minimal: Figures, lean: Figures
) -> str:
    heads = ["program", "runs (failed)", "first frame ms", "interactive ms", "x minimal", "x lean"]
    heads += [
        "start CPU ms",
        "start bytes",
        "PSS MiB",
        "over lean",
        "idle CPU ms/10 s",
        "idle bytes",
    ]
    rows = []
    for scenario in scenarios:
        mine = measured[scenario.name]
        interactive, pss = mine.get("interactive_ms"), mine.get("pss_mib")
        over = pss - lean["pss_mib"] if pss is not None and "pss_mib" in lean else None
        rows.append(
            [
                scenario.name,
                f"{mine['runs']:.0f} ({mine['failed']:.0f})",
                number(mine.get("first_frame_ms")),
                number(interactive),
                ratio(interactive, minimal.get("interactive_ms")),
                ratio(interactive, lean.get("interactive_ms")),
                number(mine.get("start_cpu_ms")),
                number(mine.get("start_bytes")),
                number(pss, 1),
                number(over, 1),
                number(mine.get("idle_cpu_ms"), 1),
                number(mine.get("idle_bytes")),
            ]
        )
    return table(heads, rows)


def _actions(
    scenarios: Sequence[Scenario], measured: Measured, minimal: Figures, lean: Figures
) -> str:
    heads = ["program, action", "n", "first byte p50", "last byte p50 ms", "p95 ms"]
    heads += ["p50 x minimal", "p50 x lean", "p95 x lean", "bytes p50", "bytes p95", "misses"]
    rows = []
    for scenario in scenarios:
        mine = measured[scenario.name]
        for action in scenario.actions:
            if f"{action.id}.n" not in mine:
                continue
            of = {key: mine[f"{action.id}.{key}"] for key in _action_figures([])}
            rows.append(
                [
                    f"{scenario.name}, {action.id}",
                    number(of["n"]),
                    number(of["first_p50"], 1),
                    number(of["p50"], 1),
                    number(of["p95"], 1),
                    ratio(of["p50"], minimal.get(f"{action.like}.p50")),
                    ratio(of["p50"], lean.get(f"{action.like}.p50")),
                    ratio(of["p95"], lean.get(f"{action.like}.p95")),
                    number(of["bytes_p50"]),
                    number(of["bytes_p95"]),
                    f"{of['silent']:.0f}/{of['unchanged']:.0f}/{of['unexpected']:.0f}",
                ]
            )
    return table(heads, rows)


def show(scenario: Scenario, keys: Sequence[str]) -> None:
    """The screen when ready and after each key."""
    if scenario.once:
        shell(scenario.once)
    program = start(scenario)
    try:
        moment = program.until(scenario.ready, 60)
        print(f"ready after {program.since_start_ms(moment):.0f} ms")
        program.settle()
        print(program.screen.text())
        for key in keys:
            repaint = program.press(key)
            program.settle()
            print(f"=== {key}: {repaint}", program.screen.text(), sep="\n")
    except (Gone, NotOnScreen) as error:
        print(f"{type(error).__name__}: {error}")
    finally:
        program.stop(scenario.quit)


def prepare(names: Sequence[str], scratch: Path) -> list[Scenario]:
    """The scenarios of these names, or all; those that cannot start are left out, aloud."""
    paths = [BENCH / "scenarios" / f"{name}.toml" for name in names]
    prepared = []
    for path in paths or sorted((BENCH / "scenarios").glob("*.toml")):
        scenario = load(path, scratch)
        try:
            if not Path(scenario.command[0]).exists():
                raise FileNotFoundError(scenario.command[0])
            if scenario.once:
                shell(scenario.once)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{scenario.name} left out: {error}", file=sys.stderr)
        else:
            prepared.append(scenario)
    return prepared


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="scenarios (all); with --show one, then keys")
    parser.add_argument("--show", action="store_true", help="print the screens and stop")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--idle-rounds", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        if options.show:
            show(
                load(BENCH / "scenarios" / f"{options.names[0]}.toml", Path(scratch)),
                options.names[1:],
            )
            return
        scenarios = prepare(options.names, Path(scratch))
        measured = summarise(measure_all(scenarios, options.rounds, options.idle_rounds))
    print(report(scenarios, measured))


if __name__ == "__main__":
    main()
