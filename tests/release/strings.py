"""The sentences that a user reads, and their translations in ``resources/i18n``.

    strings.py update            takes new sentences into the .ts files, drops those that are gone
    strings.py missing LANGUAGE  prints the sentences without a translation, as JSON
    strings.py fill LANGUAGE F   takes translations from a JSON file, {sentence: translation}

A sentence is a literal in ``tr(...)``, or one that the engine declares: labels and help of tasks
and parameters, and what models are good for. lupdate knows neither these nor a ``tr`` without a
class.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de", "fr")
CONTEXT = "HSFM"
_DECLARED = "engine/parameters"


class Sentence(NamedTuple):
    """What is translated as one: the English words, and which of their uses is meant."""

    text: str
    meaning: str = ""


def sentences() -> dict[Sentence, str]:
    """Every sentence with the file that has it first, in the order of files and lines."""
    found: dict[Sentence, str] = {}
    for path in sorted((ROOT / "hsfm_plugin").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for call in calls(ast.parse(path.read_text("utf-8"))):
            for sentence in literals(call):
                found.setdefault(sentence, place)
    for text in [*declared(), *card_texts()]:
        found.setdefault(Sentence(text), _DECLARED)
    return found


def calls(tree: ast.AST) -> list[ast.Call]:
    """The calls of ``tr`` in a module, by line."""
    made = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
    ]
    return sorted(made, key=lambda call: (call.lineno, call.col_offset))


def literals(call: ast.Call) -> list[Sentence]:
    """What a call of ``tr`` may be given; nothing where that is not written there."""
    meaning = call.args[1] if len(call.args) > 1 else ast.Constant("")
    said = str(meaning.value) if isinstance(meaning, ast.Constant) else ""
    return [Sentence(text, said) for text in _texts(call.args[0])]


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return []


def declared() -> Iterator[str]:
    """Labels and help texts of the tasks and their parameters."""
    sys.path.insert(0, str(ROOT))
    try:
        from engine.parameters import TASKS
    finally:
        sys.path.pop(0)
    for task in TASKS:
        yield from (task.label, task.help)
        for parameter in task.parameters:
            yield from (parameter.label, parameter.help)


def card_texts() -> Iterator[str]:
    """What the list of models says of each; the rest of a card is read by experts, in English."""
    import tomllib

    for path in sorted((ROOT / "resources" / "models").glob("*.toml")):
        yield str(tomllib.loads(path.read_text("utf-8"))["good_for"])
    for path in sorted((ROOT / "engine" / "models").glob("*/adapter.py")):
        yield from re.findall(r'^    good_for = "([^"]+)"', path.read_text("utf-8"), re.MULTILINE)


def read(language: str) -> dict[Sentence, str]:
    """The translations of a language; those that are unfinished are left out."""
    path = FOLDER / f"hsfm_{language}.ts"
    if not path.exists():
        return {}
    known = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            sentence = Sentence(message.findtext("source", ""), message.findtext("comment", ""))
            known[sentence] = translation.text
    return known


def write(language: str, known: dict[Sentence, str]) -> None:
    """Writes a .ts file of all sentences, in Qt Linguist's format."""
    from xml.sax.saxutils import escape

    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines += [f'<TS version="2.1" language="{language}" sourcelanguage="en">']
    lines += ["<context>", f"    <name>{CONTEXT}</name>"]
    for sentence, place in sentences().items():
        said = known.get(sentence)
        comment = f"<comment>{escape(sentence.meaning)}</comment>" if sentence.meaning else ""
        tag = "<translation>" if said else '<translation type="unfinished">'
        lines += [
            "    <message>",
            f'        <location filename="../../{place}"/>',
            f"        <source>{escape(sentence.text)}</source>{comment}",
            f"        {tag}{escape(said or '')}</translation>",
            "    </message>",
        ]
    lines += ["</context>", "</TS>", ""]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"hsfm_{language}.ts").write_text("\n".join(lines), encoding="utf-8", newline="\n")


def missing(language: str) -> list[Sentence]:
    """The sentences that have no translation yet."""
    known = read(language)
    return [sentence for sentence in sentences() if sentence not in known]


def compiled(language: str) -> bytes:
    """The translations of a language as QGIS loads them.

    Raises:
        SystemExit: Qt's compiler is not there.
    """
    program = shutil.which("lrelease") or shutil.which("lrelease-qt5") or shutil.which("lrelease6")
    if program is None:
        raise SystemExit("lrelease is missing; install Debian's qttools5-dev-tools (make system).")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        source = FOLDER / f"hsfm_{language}.ts"
        subprocess.run([program, "-silent", str(source), "-qm", str(made)], check=True)
        return made.read_bytes()


def main() -> None:
    """Does what the command line asks for."""
    command, *rest = sys.argv[1:] or ["update"]
    if command == "update":
        for language in LANGUAGES:
            write(language, read(language))
            print(f"{language}: {len(missing(language))} of {len(sentences())} missing")
    elif command == "missing":
        wanted = missing(rest[0])
        print(json.dumps({"\x04".join(s) if s.meaning else s.text: "" for s in wanted}, indent=1))
    elif command == "fill":
        known = read(rest[0])
        for key, said in json.loads(Path(rest[1]).read_text("utf-8")).items():
            text, _, meaning = key.partition("\x04")
            if said:
                known[Sentence(text, meaning)] = said
        write(rest[0], known)
        print(f"{rest[0]}: {len(missing(rest[0]))} missing")
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
