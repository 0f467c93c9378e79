"""The last runs, kept in the QGIS profile from one session to the next."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Dict, List, Sequence, Set

from qgis.core import QgsApplication

from .job import Job, job_from_line

KEPT = 50
_MOST_BYTES = 20_000_000
"""A file of that size is none of ours: 50 jobs take a tenth of it at most."""


def history_path() -> Path:
    """The file in the profile; it goes when the profile goes."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "hsfm" / "jobs.json"


class JobHistory:
    """A file with a line of JSON for each job; the newest ``KEPT`` stay.

    Attributes:
        is_damaged: whether ``read`` met something that is no list of jobs.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts: Dict[str, str] = {}
        self._forgotten: Set[str] = set()
        self.is_damaged = False

    def read(self) -> List[Job]:
        """The jobs of earlier sessions, oldest first; what cannot be read is left out."""
        jobs: List[Job] = []
        for line in self._lines():
            try:
                job = job_from_line(line, len(jobs) + 1)
            except ValueError:
                self.is_damaged = True
                continue
            self._texts[job.key] = line
            jobs.append(job)
        return jobs

    def write(self, jobs: Sequence[Job]) -> bool:
        """Writes those that have ended, and what another QGIS has written meanwhile.

        Returns:
            False where the profile cannot be written; the list then ends with this session.
        """
        ended = [job for job in jobs if job.has_ended]
        lines = {job.key: (job.asked, self._text(job)) for job in ended}
        ours = set(self._texts.values())
        for line in self._lines():
            if line in ours:
                continue
            with suppress(ValueError):
                job = job_from_line(line, 0)
                if job.key not in self._forgotten:
                    lines.setdefault(job.key, (job.asked, line))
        newest = [text for _, text in sorted(lines.values())][-KEPT:]
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text("".join(f"{text}\n" for text in newest), encoding="utf-8")
            os.replace(part, self._path)
        except OSError:
            with suppress(OSError):
                part.unlink()
            return False
        return True

    def forget(self, jobs: Sequence[Job]) -> None:
        """Leaves these out from the next ``write`` on."""
        for job in jobs:
            self._forgotten.add(job.key)
            self._texts.pop(job.key, None)

    def _text(self, job: Job) -> str:
        if job.key not in self._texts:
            self._texts[job.key] = job.as_line()
        return self._texts[job.key]

    def _lines(self) -> List[str]:
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                raise ValueError("too large")
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            self.is_damaged = True
            return []
        return [line for line in text.splitlines() if line.strip()]
