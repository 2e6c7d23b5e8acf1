"""Tags of site generators within a text: Liquid of Jekyll, shortcodes of Hugo, components of MDX.

Takes a ``Body`` and rewrites those as Markdown that stand for pictures, links, addresses or code. What only controls
the page, such as ``{% include toc.html %}``, becomes a comment. Others stay. Called by ``steps``; ``callouts`` reads
the tags that enclose a text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from mkdocs_postmortems.imports.document import ENDINGS
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.inline import outside_code

_QUOTED = r"\"(?:\\.|[^\"\\]){0,300}\"|'(?:\\.|[^'\\]){0,300}'|`[^`]{0,300}`"
_TAG = re.compile(
    rf"\{{%-?\s*(?:(?P<end>end)(?=\w))?(?P<liquid>[a-z]\w*)(?P<liquid_said>(?:(?>{_QUOTED}|[^%\"']|%(?!\}}))){{0,300}}?)-?%\}}"
    rf"|\{{\{{[<%]\s*(?P<slash>/)?\s*(?P<hugo>[a-zA-Z][\w./-]*)(?P<hugo_said>(?:{_QUOTED}|[^\"'`]){{0,300}}?)/?[>%]\}}\}}"
    rf"|<(?P<stop>/)?(?P<mdx>[A-Z]\w*)(?P<mdx_said>(?:\s+[\w-]+(?:=(?:{_QUOTED}|\{{[^{{}}]*\}}))?)*)\s*/?>"
)
_SAID = re.compile(rf"(?:(?P<name>[\w-]+)\s*(?:=|:(?!/))\s*)?(?P<value>\{{[^{{}}]*\}}|{_QUOTED}|[^\s\"'=]+)")
_SITE = re.compile(r"\{\{-?\s*site\.(?:base_?url|url|baseurl_root)\s*-?\}\}")
_ADDRESS = re.compile(
    rf"\{{\{{-?\s*(?P<path>{_QUOTED})\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+|relURL|absURL)[^{{}}]*\}}\}}"
)
_RAW = re.compile(r"(?<!`)\{%-?\s*(?P<end>end)?raw\s*-?%\}")
_CODE_LINE = re.compile(
    r"\{%-?\s*highlight(?:\s[^%]*)?%\}(?P<inside>[^\n]{1,300}?)\{%-?\s*endhighlight\s*-?%\}|"
    r"\{\{<\s*highlight[^>]*>\}\}(?P<said>[^\n]{1,300}?)\{\{<\s*/highlight\s*>\}\}"
)
_COMMENT = re.compile(r"\{/\*(?P<said>.*?)\*/\}")
_SPACE = re.compile(r"\{(?:' '|\" \")\}")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_IMPORT = re.compile(r"(?:import\s+[\w{}*,\s]+\s+from\s+|import\s+)(?:'[^']+'|\"[^\"]+\");?\s*$")
_LIQUID_COMMENT = re.compile(r"\{%-?\s*(?P<end>end)?comment\s*-?%\}")
_ALL = (_TAG, _SITE, _ADDRESS, _COMMENT)
_PICTURE = re.compile(rf"\.(?:{ENDINGS})$", re.IGNORECASE)
_SOURCES = ("src", "url", "image", "image_path", "image_url", "path", "file", "filename", "img")
_LOOKS = frozenset({"class", "className", "style", "width", "height", "id", "attr", "sizes", "link", *_SOURCES})
_SHIELD = "\ue0fe"
"""Stands for a brace that is shown as it is while tags are read."""
_CODES = frozenset({"highlight", "codeblock", "code", "mermaid"})
_CONTROLS = frozenset(
    (
        "include", "include_relative", "include_cached", "if", "elsif", "else", "unless", "for", "assign", "capture",
        "case", "when", "cycle", "toc", "TOC", "TOCInline", "tableofcontents", "clear", "clearfix", "more", "layout",
        "endif", "seo", "feed_meta",
    )
)  # fmt: skip
"""Tags that only control a page."""
_VIDEOS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "YouTube": "https://youtu.be/"}


class Tag(Struct, frozen=True):
    """A tag: its name, the words after it, and those with a name of their own. ``closes``: it ends what it encloses."""

    name: str
    words: tuple[str, ...]
    named: Mapping[str, str]
    closes: bool = False

    def say(self, *names: str) -> str:
        """Return what the first of these names says."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


def read_tag(text: str) -> Tag | None:
    """Return the tag that a text is, with nothing before or behind it."""
    match = _TAG.fullmatch(text.strip())
    return _tag_of(match) if match else None


def write_plain_tags(body: Body) -> None:
    """Rewrite the tags within lines."""
    text = "\n".join(body.lines)
    if not re.search(r"\{%|\{\{|\{/\*|<[A-Z]|^import ", text, re.MULTILINE):
        return
    text = _between(_RAW, text, lambda inside: inside.replace("{", _SHIELD))
    text = _between(_LIQUID_COMMENT, text, lambda inside: f"<!--{inside}-->")
    lines = _CODE_LINE.sub(_in_backticks, text).split("\n")
    _fence(lines)
    kinds = classify(lines).kinds
    for at, old in enumerate(body.lines):
        new = _rewritten(lines[at], body.name, body.is_mdx) if kinds[at] == "text" else lines[at]
        if old == (new := new.replace(_SHIELD, "{")):
            continue
        tags = [match.group() for pattern in _ALL for match in pattern.finditer(old)] or [old.strip()]
        told = f"{', '.join(map(repr, dict.fromkeys(tags)))}, of a site generator,"
        if new.strip():
            body.put(at, new, f"{told} is Markdown now")
        else:
            body.drop(at, f"{told} is removed")


def _between(tag: re.Pattern[str], text: str, write: Callable[[str], str]) -> str:
    """Return a text without the tags of a pair, and with what is between them rewritten."""
    out, last, begun = [], 0, None
    for match in tag.finditer(text):
        if begun is None and not match["end"]:
            begun = match
        elif begun is not None and match["end"]:
            out += [text[last : begun.start()], write(text[begun.end() : match.start()])]
            last, begun = match.end(), None
    return "".join([*out, text[last:]])


def _in_backticks(match: re.Match[str]) -> str:
    said = (match["inside"] or match["said"]).strip().replace("{", _SHIELD)
    return f"`` {said} ``" if "`" in said else f"`{said}`"


def _fence(lines: list[str]) -> None:
    """Write blocks of code with fences: ``{% highlight ruby %}``, ``{{< mermaid >}}``."""
    at = 0
    unclosed = set[str]()
    while at < len(lines):
        tag = read_tag(lines[at])
        opens = tag is not None and tag.name in _CODES - unclosed and not tag.closes
        end = _end_of_code(lines, at, tag.name) if tag and opens else None
        if tag is None or end is None:
            unclosed |= {tag.name} if tag and opens else set()  # nor does a later one end: do not search again
            at += 1
            continue
        inside = lines[at + 1 : end]
        ticks = max((len(run) for line in inside for run in re.findall("`+", line)), default=0)
        fence = "`" * max(3, ticks + 1)
        room = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        language = tag.say("lang", "language") or next(iter(tag.words), "") if tag.name != "mermaid" else "mermaid"
        lines[at] = room + fence + (language if _LANGUAGE.fullmatch(language) else "")
        lines[end] = f"{room}{fence}"
        lines[at + 1 : end] = [line.replace("{", _SHIELD) for line in inside]
        at = end + 1


def _end_of_code(lines: Sequence[str], start: int, name: str) -> int | None:
    for at in range(start + 1, len(lines)):
        tag = read_tag(lines[at])
        if tag and tag.name == name and tag.closes:
            return at
    return None


def _rewritten(line: str, name: str, is_mdx: bool) -> str:
    """Return a line of text with its tags in Markdown; what is code in it stays."""
    if is_mdx and _IMPORT.match(line):
        return f"<!-- {line.strip()} -->"
    return outside_code(line, lambda text: _without_tags(text, name))


def _without_tags(text: str, name: str) -> str:
    text = _COMMENT.sub(lambda match: f"<!--{match['said']}-->", text)
    text = (
        _ADDRESS.sub(lambda match: match["path"][1:-1], _SITE.sub("", text)).replace("{' '}", " ").replace('{" "}', " ")
    )

    def written(match: re.Match[str]) -> str:
        tag = _tag_of(match)
        shown = _shown(tag, name) if not tag.closes else None
        if shown is not None:
            return shown
        if tag.name in _CONTROLS and text.strip() == match.group():
            return f"<!-- {match.group()} -->"
        return match.group()

    return _TAG.sub(written, text)


def _tag_of(match: re.Match[str]) -> Tag:
    said = match["liquid_said"] or match["hugo_said"] or match["mdx_said"] or ""
    words, named = [], {}
    for each in _SAID.finditer(said.strip()):
        value = each["value"]
        value = value[1:-1].strip() if value[0] == "{" else value
        value = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`" else value
        if each["name"]:
            named[each["name"]] = value
        else:
            words.append(value)
    name = match["liquid"] or match["hugo"] or match["mdx"]
    return Tag(name, tuple(words), named, bool(match["end"] or match["slash"] or match["stop"]))


def _shown(tag: Tag, name: str) -> str | None:
    """Return what a tag shows, in Markdown; ``None`` if it is not known."""
    if write := _WRITERS.get(tag.name):
        return write(tag, name)
    return _picture(tag)


def _source_of(tag: Tag) -> str:
    """Return the address of the picture that a tag shows."""
    told = [tag.say(*_SOURCES), *tag.words]
    required = (re.sub(r"^require\(\s*['\"]|['\"]\s*\)(?:\.default)?$", "", each) for each in told if each)
    return next((each for each in required if _PICTURE.search(each)), "")


def _picture(tag: Tag) -> str | None:
    """A picture with all that the tag says about it; ``None`` if it shows none."""
    source = _source_of(tag)
    if not source:
        return None
    said = [tag.say(each) for each in ("alt", "caption", "title")]
    others = [value for each, value in tag.named.items() if " " in value and each not in _LOOKS]
    told = dict.fromkeys(each for each in (*said, *others, *tag.words) if each and (" " in each or each in said))
    alt, *captions = list(told) or [""]
    return " ".join([f"![{alt}]({source})", *(f"*{each}*" for each in captions if each != source)])


def _address(tag: Tag, name: str) -> str | None:
    """The path of another page, as ``{% link _posts/2023-10-15-login.md %}`` or ``{{< ref "login.md" >}}``."""
    path = next(iter(tag.words), "") or tag.say("path")
    if not path:
        return None
    if tag.name == "post_url":
        return f"{PurePosixPath(path).name}.md"
    if tag.name == "link" and path.startswith("_"):
        folder = posixpath.dirname(name)
        return posixpath.relpath(path, folder) if folder else PurePosixPath(path).name
    return path


def _video(tag: Tag, name: str) -> str | None:
    told = tag.say("id", "url", "src") or next(iter(tag.words), "")
    return f"<{told if '://' in told else _VIDEOS[tag.name] + told}>" if told else None


def _embedded(tag: Tag, name: str) -> str | None:
    """A page of another site: a link to it."""
    told = tag.say("url", "src", "href") or next((each for each in tag.words if "://" in each), "")
    if tag.name == "gist" and not told:
        told = "https://gist.github.com/" + "/".join(tag.words[:2])
    if tag.name in ("tweet", "x", "twitter") and not told:
        user, number = tag.say("user") or "i", tag.say("id") or next(iter(tag.words), "")
        told = f"https://twitter.com/{user}/status/{number}" if number else ""
    return f"<{told}>" if "://" in told else None


def _tab(tag: Tag, name: str) -> str | None:
    told = tag.say("title", "label", "name", "header", "tabName") or next(iter(tag.words), "")
    return f"**{told}**" if told else None


_WRITERS: Mapping[str, Callable[[Tag, str], str | None]] = {
    **dict.fromkeys(("ref", "relref", "link", "post_url"), _address),
    **dict.fromkeys(_VIDEOS, _video),
    **dict.fromkeys(("gist", "tweet", "x", "twitter", "embed", "oembed", "instagram", "file", "Tweet"), _embedded),
    **dict.fromkeys(("tab", "Tab", "TabItem"), _tab),
}
