"""Runs kinds of tests side by side, each in several processes: ``side_by_side.py engine qgis …``.

What a run says goes to build/test/KIND-N.log; at the end come the failures in full and pytest's
closing lines. The test files of a kind are dealt out (``dealing.py``); every run has a home, a
profile and a screen of its own. Stdlib only. The exit code is 0 where everything passed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.account import SECONDS, account_of  # noqa: E402

LOGS = ROOT / "build" / "test"
NEXT = Path(os.environ.get("HSFM_NEXT", ROOT / "build" / "next")).resolve()
LONG_S = 15.0
"""A file that takes longer is worth a record: it has to begin early."""
CLOSING = re.compile(
    r"^=* ?(\d+ (?:passed|failed|skipped|error|deselected|warning).* in [\d.]+s.*)$"
)
COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)")
LAST_LINES = 120


def _cores() -> int:
    """How many this process may use; only Linux tells of fewer than there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


RUNS = 2 if _cores() >= 4 else 1
"""Of each kind at a time: more than the processor can bear makes every one of them time out."""


@dataclass(frozen=True)
class Kind:
    """A kind of tests: what every run of it starts, and what has to be done before."""

    command: list[str]
    runs: int = RUNS
    before: list[str] = field(default_factory=list)
    is_dealt: bool = True
    env: dict[str, str] = field(default_factory=dict)


PYTHON = str(ROOT / ".venv" / "bin" / "python")
QGIS_PYTHON = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
FEW_THREADS = {"OMP_NUM_THREADS": "2"}
"""For torch in every process that a run starts: several times four on four cores is slower."""
IGNORED = [f"--ignore=tests/{name}" for name in ("qgis", "bench", "install")]
DEBIAN = [QGIS_PYTHON, "tests/next/debian.py", str(NEXT)]
LAUNCH = "tests/qgis/launch.py"
KINDS = {
    "engine": Kind(
        [PYTHON, "-m", "pytest", "tests", *IGNORED, "-p", "tests.dealing"], env=FEW_THREADS
    ),
    "qgis": Kind([QGIS_PYTHON, LAUNCH], env=FEW_THREADS),
    "next": Kind([*DEBIAN, "/usr/bin/python3", LAUNCH], before=DEBIAN, env=FEW_THREADS),
    "install": Kind(["make", "--no-print-directory", "test-install"], runs=1, is_dealt=False),
}


@dataclass
class Outcome:
    """What became of a kind."""

    name: str
    logs: list[Path] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    problem: str = ""
    took_s: list[float] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.problem and bool(self.codes) and not any(self.codes)


def run_kind(name: str, kind: Kind, arguments: list[str], outcome: Outcome) -> None:
    """Runs all processes of a kind, and waits for them."""
    if kind.before:
        log = LOGS / f"{name}-setup.log"
        if _run(kind.before, log, dict(os.environ)):
            outcome.problem = "could not be set up"
            outcome.logs.append(log)
            return
    claims = Path(tempfile.mkdtemp(prefix=f"deal-{name}-", dir=LOGS))
    try:
        threads = []
        for number in range(kind.runs):
            log = LOGS / f"{name}-{number + 1}.log"
            outcome.logs.append(log)
            task = (kind, [*kind.command, *arguments], log, claims, outcome)
            threads.append(threading.Thread(target=_run_one, args=task))
            threads[-1].start()
        for thread in threads:
            thread.join()
        if kind.is_dealt:
            outcome.problem, outcome.seconds = account_of(claims, kind.runs)
    finally:
        shutil.rmtree(claims, ignore_errors=True)


def _run_one(kind: Kind, command: list[str], log: Path, claims: Path, outcome: Outcome) -> None:
    with tempfile.TemporaryDirectory(prefix="hsfm-home-", ignore_cleanup_errors=True) as home:
        env = {**os.environ, **kind.env}
        if kind.is_dealt:
            env.update(HSFM_DEAL=str(claims), HOME=home, TMPDIR=home)
        started = time.monotonic()
        code = _run(command, log, env)
        outcome.took_s.append(time.monotonic() - started)
        outcome.codes.append(code)


def _run(command: list[str], log: Path, env: dict[str, str]) -> int:
    with log.open("wb") as sink:
        done = subprocess.run(
            command, cwd=ROOT, env=env, stdout=sink, stderr=subprocess.STDOUT, check=False
        )
    return done.returncode


def closing_line(log: Path) -> str:
    """Pytest's last line in a log, without its frame; empty where there is none."""
    for line in reversed(log.read_text(errors="replace").splitlines()):
        found = CLOSING.match(line)
        if found:
            return found[1].rstrip(" =")
    return ""


def show_failures(outcome: Outcome) -> None:
    """Prints what the logs of a failed kind say of it."""
    for log in outcome.logs:
        lines = log.read_text(errors="replace").splitlines()
        framed = [n for n, line in enumerate(lines) if re.match(r"=+ (ERRORS|FAILURES) =+", line)]
        shown = lines[framed[0] :] if framed else lines[-LAST_LINES:]
        print(f"\n──── {log.relative_to(ROOT)}", *shown, sep="\n")


def show_end(outcomes: list[Outcome], wall_s: float) -> None:
    """Prints the closing lines, the sums and the times."""
    print()
    for outcome in outcomes:
        counts: dict[str, int] = {}
        for log in outcome.logs:
            line = closing_line(log) or "no closing line of pytest"
            print(f"{log.stem:12} {line}")
            for number, word in COUNT.findall(line):
                counts[word] = counts.get(word, 0) + int(number)
        total = ", ".join(f"{number} {word}" for word, number in counts.items())
        verdict = "passed" if outcome.is_good else f"FAILED {outcome.problem}".strip()
        print(f"{outcome.name:12} {verdict}: {total}")
    alone = sum(sum(outcome.took_s) for outcome in outcomes)
    print(f"{wall_s / 60:.1f} minutes; the runs add up to {alone / 60:.1f}.")


def record(outcomes: list[Outcome]) -> None:
    """Writes how long the long files took, for the order of the next time."""
    known: dict[str, float] = {}
    for outcome in outcomes:
        for name, took in outcome.seconds.items():
            known[name] = max(took, known.get(name, 0.0))
    long = {name: round(took) for name, took in sorted(known.items()) if took >= LONG_S}
    SECONDS.write_text(json.dumps(long, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Runs the named kinds at the same time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="+", choices=KINDS)
    parser.add_argument("--record", action="store_true", help="write tests/seconds.json")
    found, arguments = parser.parse_known_args()
    LOGS.mkdir(parents=True, exist_ok=True)
    outcomes = [Outcome(name) for name in found.kinds]
    started = time.monotonic()
    threads = [
        threading.Thread(target=run_kind, args=(one.name, KINDS[one.name], arguments, one))
        for one in outcomes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if not outcome.is_good:
            show_failures(outcome)
    show_end(outcomes, time.monotonic() - started)
    if found.record:
        record(outcomes)
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
