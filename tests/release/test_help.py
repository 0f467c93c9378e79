"""The pages of the help: every link, picture and button leads somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "resources" / "help"
PICTURES = HELP / "pictures"
PAGES = sorted(HELP.glob("*/*.html"))
ENGLISH = sorted((HELP / "en").glob("*.html"))
LANGUAGES = sorted(p.stem.split("_")[1] for p in (ROOT / "resources" / "i18n").glob("hsfm_*.ts"))
PLUGIN = ROOT / "hsfm_plugin"
SHOTS = ROOT / "tests" / "qgis"
MOST_BYTES, MOST_BYTES_TOGETHER = 120_000, 1_500_000
MOST_WORDS, MOST_WORDS_TUTORIAL = 450, 900
TAGS = frozenset(
    (
        *("html", "head", "meta", "title", "body", "h1", "h2", "p", "ul", "ol", "li", "b", "i"),
        *("a", "br", "code", "table", "tr", "td", "th", "img"),
    )
)
"""What Qt's text browser shows well; styles are the window's, so pages have none."""


class Page(HTMLParser):
    """What a page links to, shows and names."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[dict[str, str]] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.words = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)
        if "href" in found:
            self.links.append(found["href"])
        if "id" in found:
            self.anchors.add(found["id"])
        if tag == "img":
            self.pictures.append(found)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += f" {data}"


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.fixture(params=PAGES, ids=_named)
def page(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def _english_of(path: Path) -> Path:
    """The page that is shown where a language lacks this one."""
    return path if path.is_file() else HELP / "en" / path.name


def test_there_are_pages() -> None:
    assert len(ENGLISH) >= 15


def test_every_link_leads_to_a_page_and_its_anchor(page: Path) -> None:
    for link in Page(page).links:
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = _english_of(page.parent / name) if name else page
        assert target.is_file(), f"{link} leads nowhere"
        assert not anchor or anchor in Page(target).anchors, f"{link} names no anchor"


def test_every_picture_is_there_and_described(page: Path) -> None:
    for picture in Page(page).pictures:
        assert (page.parent / picture["src"]).is_file(), picture["src"]
        assert len(picture.get("alt", "")) > 10, f"{picture['src']} is not described"


def test_pages_hold_only_what_the_window_can_show(page: Path) -> None:
    made = Page(page)
    assert made.tags <= TAGS, made.tags - TAGS
    assert not made.unbalanced and not made.open, made.unbalanced or made.open


def test_no_page_is_half_done(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"TODO|FIXME|XXX|lorem ipsum|<!--", text, re.IGNORECASE)


def test_pages_are_short(page: Path) -> None:
    most = MOST_WORDS_TUTORIAL if page.stem == "tutorial" else MOST_WORDS
    assert len(Page(page).words.split()) <= most


def test_a_page_has_one_heading_that_is_its_title(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    (heading,) = re.findall(r"<h1>(.*?)</h1>", text)
    assert re.search(r"<title>(.*?)</title>", text).group(1) == heading  # type: ignore[union-attr]


def test_another_language_has_no_page_of_its_own(page: Path) -> None:
    assert (HELP / "en" / page.name).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("english", ENGLISH, ids=lambda path: path.stem)
def test_every_language_of_the_panel_has_the_page_with_its_links(
    language: str, english: Path
) -> None:
    page = HELP / language / english.name
    assert page.is_file(), f"{english.name} is not translated"
    assert f'<html lang="{language}">' in page.read_text(encoding="utf-8")
    made, wanted = Page(page), Page(english)
    assert sorted(made.links) == sorted(wanted.links)
    assert [p["src"] for p in made.pictures] == [p["src"] for p in wanted.pictures]
    assert made.anchors == wanted.anchors


def test_every_page_is_reached_from_the_index() -> None:
    seen, waiting = set(), ["index"]
    while waiting:
        topic = waiting.pop()
        if topic in seen:
            continue
        seen.add(topic)
        links = Page(HELP / "en" / f"{topic}.html").links
        waiting += [Path(link.partition("#")[0]).stem for link in links if ".html" in link]
    assert seen == {path.stem for path in ENGLISH}


def _asked_topics() -> Iterator[tuple[str, str]]:
    """Every topic that the plugin's code asks for, with the file that does."""
    ask = re.compile(r'help_button\(\s*"(\w+)"|help_topic = "(\w+)"')
    for path in PLUGIN.rglob("*.py"):
        for match in ask.finditer(path.read_text(encoding="utf-8")):
            yield match.group(1) or match.group(2), path.name


def test_every_topic_that_a_button_names_has_a_page() -> None:
    asked = dict(_asked_topics())
    assert set(asked) >= {"scene", "labels", "map", "results", "models", "detections"}
    missing = {topic: file for topic, file in asked.items() if not _has_page(topic)}
    assert not missing


def _has_page(topic: str) -> bool:
    return (HELP / "en" / f"{topic}.html").is_file()


def _taken() -> set[str]:
    """The pictures that ``make shots`` takes for the help."""
    tree = ast.parse((SHOTS / "shot_tutorial.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "PICTURES":  # type: ignore[attr-defined]
            return set(ast.literal_eval(node.value))
    raise AssertionError("shot_tutorial.py names no pictures")


def test_make_shots_takes_every_picture_that_a_page_shows() -> None:
    shown = {Path(p["src"]).name for page in PAGES for p in Page(page).pictures}
    assert shown == _taken() == {path.name for path in PICTURES.glob("*")}


def test_make_shots_puts_the_pictures_into_the_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.split("\nshots:")[1].split("\n\n")[0]
    assert "--shots build/shots" in recipe
    assert "cp build/shots/help/*.png resources/help/pictures/" in recipe
    assert "import shot_tutorial" in (SHOTS / "shots.py").read_text(encoding="utf-8")


def test_the_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert max(sizes.values()) <= MOST_BYTES, sizes
    assert sum(sizes.values()) <= MOST_BYTES_TOGETHER
