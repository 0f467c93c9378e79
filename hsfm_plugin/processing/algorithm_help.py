"""The help beside an algorithm's form, made of its declaration and its note."""

from __future__ import annotations

from html import escape as escape_all
from typing import Iterable, List, Optional

from qgis.core import QgsProcessingOutputDefinition
from qgis.PyQt.QtCore import QUrl

from ...engine.parameters import BOOLEAN, LAYER, OUTPUT, Parameter, Task
from ..help_pages import own_page
from ..i18n import tr
from .help_notes import note_of


def help_text(task: Task, more: Iterable[QgsProcessingOutputDefinition]) -> str:
    """What a task does, when, what it takes and gives, an example and its source, as HTML.

    Args:
        task: its declaration.
        more: the numbers and texts that the algorithm gives besides files.
    """
    note = note_of(task.name)
    lines = [f"<p>{escape(tr(task.help))}</p>", f"<p>{escape(note.when)}</p>"]
    lines.append(f"<h3>{escape(tr('Parameters'))}</h3>")
    lines += [_told(p) for p in task.parameters if p.role != OUTPUT and p.kind != LAYER]
    lines.append(f"<h3>{escape(tr('Outputs'))}</h3>")
    lines += [_told(parameter) for parameter in task.of_role(OUTPUT)]
    lines += [
        f"<p><b>{escape(output.description())}</b> (<code>{output.name()}</code>)</p>"
        for output in more
    ]
    lines.append(f"<h3>{escape(tr('Example'))}</h3>")
    lines.append(f"<p><code>{escape(example(task))}</code></p>")
    if note.source:
        lines.append(f"<h3>{escape(tr('Source'))}</h3>")
        lines.append(f"<p>{escape(note.source)}</p>")
    return "".join(lines)


def example(task: Task) -> str:
    """A command that runs the algorithm from a shell."""
    return f"qgis_process run hsfm:{task.name} -- {note_of(task.name).example}"


def help_url(task: Task) -> str:
    """The address of the page that says more, in the user's language."""
    return str(QUrl.fromLocalFile(str(own_page(note_of(task.name).topic))).toString())


def label_of(parameter: Parameter) -> str:
    """What forms call a parameter: its label, and its unit if it has one."""
    label = tr(parameter.label)
    return f"{label} ({parameter.unit})" if parameter.unit else label


def escape(text: str) -> str:
    """As HTML, with quotes as they are: ``qgis_process`` shows this text as it stands."""
    return escape_all(text, quote=False)


def _told(parameter: Parameter) -> str:
    """One parameter: its label, its name for scripts, what it is, what it may be."""
    head = f"<b>{escape(label_of(parameter))}</b> (<code>{parameter.name}</code>)"
    words = [tr(parameter.help), *_facts(parameter)]
    return f"<p>{head}<br>{escape(' '.join(words))}</p>"


def _facts(parameter: Parameter) -> List[str]:
    facts = []
    if parameter.choices:
        facts.append(tr("One of: {}.").format(", ".join(parameter.choices)))
    least, most, unit = _shown(parameter.minimum), _shown(parameter.maximum), parameter.unit
    if least and most:
        facts.append(tr("From {} to {}.").format(least, f"{most} {unit}".strip()))
    if parameter.default is not None and parameter.default != "":
        facts.append(tr("Default: {}.").format(_default(parameter)))
    elif not parameter.required:
        facts.append(tr("Optional."))
    return facts


def _default(parameter: Parameter) -> str:
    if parameter.kind == BOOLEAN:
        return tr("yes") if parameter.default else tr("no")
    value = parameter.default
    shown = _shown(value) if isinstance(value, (int, float)) else str(value)
    return f"{shown} {parameter.unit}".strip()


def _shown(number: Optional[float]) -> str:
    """A number as one would type it: 512, 0.001, 0.000001."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0")
