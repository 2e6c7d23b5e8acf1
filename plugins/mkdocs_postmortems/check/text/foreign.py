"""A rule for the markup of other programs, pasted or typed, which the page shows as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mkdocs_postmortems.check.signs import Signs
from mkdocs_postmortems.check.structure.missing_sections import missing_lines
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.patterns import pattern

_URL = r"(?P<url>(?:https?://|mailto:)[^\s\[\]()<>|\"']+)"
_TEXT = r"(?P<text>[^\[\]()<>|\n]{1,200})"
_PICTURE = r"(?P<url>(?!https?:)[^\s!|\[\]()<>\"'][^!|\[\]()<>\"'\n]{0,100}\.(?i:png|jpe?g|gif|svg|webp))"
_FILE = r"(?P<url>[^\s():]{1,200}\.(?i:md|png|jpe?g|gif|svg|webp|pdf)(?:#[^\s()]{0,100})?)"
_LINK, _IMAGE = "[{text}]({url})", "![]({url})"


class _Form(Struct, frozen=True):
    """A form of markup.

    ``sign`` occurs in every text that ``written`` matches, and is searched for first. ``meant`` is the Markdown for
    it, filled in with the groups of ``written``. ``at_most`` makes forms that may be plain text a hint.
    """

    sign: str
    what: str
    written: re.Pattern[str]
    meant: str
    at_most: Level = Level.ERROR


_COMMENT = "<!-- before it and --> after it"
_INTERNAL = "it without these marks, and {{.internal}} at the end of its paragraph if it is internal"
_PLAIN = "it in Markdown, such as ![](file), ``` around code, or !!! note"
_BLOCK = "!!! {text}, and indent its text by four spaces"
_FINAL = "the final text: suggestions and what they delete are published, too"

_LOGGED = (
    "(?i:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|alert|fatal|panic"
    "|get|head|post|put|patch|delete)"
)
"""What a log has in brackets before an address: a level, or the method of a request."""

MACRO = pattern(
    r"(?m:^)[ \t>]*\{(?:code|noformat|quote|panel|expand)(?::[^{}\n]{0,100})?\}|\{color(?::[#\w]{1,20})?\}"
    r"|\{(?:status|jira):\w+=[^{}\n]{1,100}\}|\{jira:[A-Z][A-Z0-9]{1,9}-\d+\}|\{anchor:[\w-]{1,60}\}"
)
"""A macro of Jira or Confluence."""

_FORMS = (
    _Form(")[", "the brackets of this link are swapped", pattern(rf"(?<!\])\({_TEXT}\)\[{_URL}\](?![(\[])"), _LINK),
    _Form(
        "] (http",
        "there is a space between the two parts of this link",
        pattern(rf"(?<![\]\w!])\[(?P<text>[^\W\d][^\[\]\n]{{1,200}})\] \({_URL}\)"),
        _LINK,
    ),
    _Form(
        "] (",
        "there is a space between the two parts of this link",
        pattern(rf"(?<![\]\w!])(?P<mark>!?)\[(?P<text>[^\W\d][^\[\]\n]{{1,200}})\] \({_FILE}\)"),
        "{mark}[{text}]({url})",
    ),
    _Form(
        "]http",
        "the address of this link is not in parentheses",
        pattern(rf"(?<![\]\w!])\[(?P<text>(?!{_LOGGED}\])[^\W\d][^\[\]\n]{{1,200}})\]{_URL}"),
        _LINK,
    ),
    _Form("|http", "this is a Jira or Confluence link", pattern(rf"\[{_TEXT}\|{_URL}(?:\|[\w-]+)?\]"), _LINK),
    _Form("<http", "this is a Slack link", pattern(rf"<{_URL}\|(?P<text>[^<>|\s]{{1,200}})>"), _LINK),
    _Form("[[http", "this is an Org mode link", pattern(rf"\[\[{_URL}\]\[(?P<text>[^\[\]\n]{{1,200}})\]\]"), _LINK),
    _Form("[http", "this is a MediaWiki link", pattern(rf"(?<!\[)\[{_URL} {_TEXT}\](?![(\[])"), _LINK),
    _Form("![[", "this is an Obsidian image", pattern(rf"!\[\[{_PICTURE}(?:\|[^\[\]\n]{{0,100}})?\]\]"), _IMAGE),
    _Form("![[", "this is an Obsidian embed", pattern(r"!\[\[(?P<text>[\w-]{1,100})\]\]"), "[[{text}]] for a link"),
    _Form(
        "[[",
        "this is an Obsidian link to a heading",
        pattern(
            r"(?<![!\\])\[\[(?P<page>[\w.-]{0,100})#(?P<text>[^\[\]|#\n]{1,100})(?:\\?\|[^\[\]\n]{0,100})?\]\](?!\()"
        ),
        "[{text}]({page}.md#heading), with the id of the heading",
    ),
    _Form(
        "[[",
        "this is a MediaWiki image",
        pattern(rf"\[\[(?i:file|image|datei|bild|fichier|archivo|imagen):[ ]?{_PICTURE}(?:\|[^\[\]\n]{{0,200}})?\]\]"),
        _IMAGE,
    ),
    _Form(
        "[[",
        "this is a wiki link to a page",
        pattern(
            r"(?<![!\\\w\]])\[\[(?P<page>[^\W\d_][\w'’()./-]*(?:[ ][\w'’()./-]+){1,8})\\?\|"
            r"(?P<text>[^\[\]|\n]{1,100})\]\](?!\()"
        ),
        "[{text}](address), or [[id|{text}]] for a report",
    ),
    _Form(
        "'''",
        "this is bold text of MediaWiki",
        pattern(r"(?<![\w'])'''(?P<text>[^'\s][^'\n]{0,200})'''(?![\w'])"),
        "**{text}**",
    ),
    _Form("!", "this is a Jira image", pattern(rf"!(?<!\S!){_PICTURE}(?:\|[\w=,%-]{{1,60}})?!(?!\w)"), _IMAGE),
    _Form(
        "\nh",
        "this is a Jira or Confluence heading",
        pattern(r"h(?<![^\n]h)[1-6]\. (?P<text>\S.{0,200})"),
        "## {text}",
    ),
    _Form("\nbq.", "this is a Jira quotation", pattern(r"(?m:^)bq\. (?P<text>\S.{0,200})"), "> {text}"),
    _Form(
        "== ",
        "this is a MediaWiki or AsciiDoc heading",
        pattern(r"(?m:^)={2,6} (?P<text>[^\s=\"'].{0,200}?)(?: =+)?$"),
        "## {text}",
    ),
    _Form(
        "%%",
        "this is an Obsidian comment",
        pattern(r"(?<![%\d])%%[ ]*(?P<text>[^%\s][^%\n]{0,200}?)[ ]*%%"),
        "<!-- {text} -->",
    ),
    _Form(
        "%%",
        "this is an Obsidian comment",
        pattern(r"(?m:^)[ \t>]*%%[ \t]*$(?:\n[^%]{1,1000}\n[ \t>]*%%[ \t]*$)?"),
        _COMMENT,
    ),
    _Form(
        "{",
        "this is a template comment",
        pattern(
            r"\{#-?\s[^{}]{1,1000}#\}|\{\{?-?\s*/\*[^{}]{1,1000}\*/\s*-?\}?\}|\{\{!(?:--)?\s[^{}]{1,1000}\}\}"
            r"|\{%-?\s*comment\s*-?%\}"
        ),
        _COMMENT,
        Level.HINT,
    ),
    _Form("<%#", "this is a template comment", pattern(r"<%#[^<>]{1,1000}%>"), _COMMENT, Level.HINT),
    _Form(
        "/* ", "this is a comment of a programming language", pattern(r"(?<!\S)/\* [^*]{1,1000} \*/(?!\S)"), _COMMENT
    ),
    _Form("\\begin{comment}", "this is a LaTeX comment", pattern(r"\\begin\{comment\}"), _COMMENT),
    _Form(
        "\n//",
        "this is an AsciiDoc comment",
        pattern(r"(?m:^)(?://[ \t]+\w.{0,1000}|/{4,}[ \t]*\n(?:[^/\n].*\n){1,20}/{4,}[ \t]*$)"),
        _COMMENT,
    ),
    _Form(
        "\n..",
        "this is a reStructuredText comment or directive",
        pattern(r"(?m:^)\.\.(?:[ \t]+[^\W\d][^\n]{0,1000}|[ \t]*$)"),
        f"{_COMMENT}, or a block such as !!! note",
    ),
    _Form(
        "]: ",
        "this comment is neither in parentheses nor in quotes",
        pattern(
            r"(?m)^[ ]{0,3}\[(?://|comment|[_#.-])\]:[ ]{1,3}(?:#|<>)[ ]+"
            r"(?!(?:\(.*\)|\".*\"|'.*')[ ]*$)\S.{0,1000}"
        ),
        _COMMENT,
    ),
    _Form(
        "[!",
        "this is an alert of GitHub or a callout of Obsidian",
        pattern(r"(?m:^)[ ]{0,3}>[ ]?\[!(?P<text>(?i:note|tip|important|warning|caution|info|danger|bug|example))\]"),
        _BLOCK,
        Level.HINT,
    ),
    _Form(
        ":::",
        "this is a block of Docusaurus or Pandoc",
        pattern(r"(?m:^):::+[ ]*(?P<text>(?i:note|tip|important|warning|caution|info|danger|details))(?!\w)"),
        _BLOCK,
        Level.HINT,
    ),
    _Form(
        "{{",
        "this is a shortcode of Hugo",
        pattern(r"\{\{[<%][ ]{0,2}/?[a-z][\w-]*(?:[ ][^{}\n]{0,300})?[ ]{0,2}/?[>%]\}\}"),
        _PLAIN,
        Level.HINT,
    ),
    _Form(
        "{%",
        "this is a tag of Jekyll or GitBook",
        pattern(
            r"(?m:^)[ ]{0,3}\{%-?[ ]?(?:end)?(?:highlight|include|figure|embed|hint|tabs?|youtube|gist|alert|callout)\b"
            r"[^{}\n]{0,300}%\}"
        ),
        _PLAIN,
        Level.HINT,
    ),
    _Form("&lt;!--", "the angle bracket of this comment is escaped", pattern(r"&lt;!--"), _COMMENT),
    _Form(
        "||",
        "this is a Discord spoiler",
        pattern(r"(?<![^\s(\[*_\"'>-])\|\|(?P<text>[^\s|](?:[^|\n]{0,1000}[^\s|])?)\|\|(?![^\s.,;:!?)\]*_\"'])"),
        _INTERNAL,
    ),
    _Form(">!", "this is a Reddit spoiler", pattern(r">!(?P<text>[^\n<>]{1,1000})!<"), _INTERNAL),
    _Form("{>>", "this is a CriticMarkup comment", pattern(r"\{>>[^{}]{1,1000}?<<\}"), _COMMENT),
    _Form(
        "{",
        "this is a CriticMarkup suggestion",
        pattern(r"\{--[^{}]{1,1000}?--\}|\{\+\+[^{}]{1,1000}?\+\+\}|\{~~[^{}]{1,1000}?~>[^{}]{0,1000}?~~\}"),
        _FINAL,
    ),
    _Form("[~", "this is a Jira mention", pattern(r"(?<![\w\]])\[~[\w.:@-]{1,60}\](?![(\[])"), "the name of the team"),
    _Form(
        "<@",
        "this is a Slack mention",
        pattern(r"<@[UW][A-Z0-9]{5,12}(?:\|[^<>\n]{0,60})?>"),
        "the name of the team",
    ),
    _Form(
        "<#",
        "this is a link to a Slack channel",
        pattern(r"<#[CG][A-Z0-9]{5,12}(?:\|[^<>\n]{0,80})?>"),
        "the name of the channel",
    ),
    _Form(
        "{",
        "this is a Jira or Confluence macro",
        MACRO,
        "it in Markdown: ``` around code, > before a quotation",
    ),
    _Form(
        "{",
        "this is a Jira or Confluence macro",
        pattern(r"(?m:^)[ \t>]*\{(?P<text>info|note|tip|warning)(?::[^{}\n]{0,100})?\}"),
        _BLOCK,
    ),
    _Form(
        "{toc",
        "this is a Jira or Confluence macro",
        pattern(r"(?m:^)[ \t>]*\{toc(?::[^{}\n]{0,100})?\}"),
        "nothing in its place: the page has a list of its sections",
    ),
)

_SIGNS = Signs(form.sign for form in _FORMS)


def find_foreign(subject: Subject) -> Iterator[Finding]:
    """``foreign-markup``"""
    present = _SIGNS.among(subject.words)
    forms = [form for form in _FORMS if form.sign in present and form.sign in subject.prose]
    for form in forms:
        for passage, match in subject.matches(form.written, form.sign.lstrip()):
            line, column = passage.place(match.start())
            if line not in missing_lines(subject):  # which ``missing-section`` reports
                message = f"{form.what}, so the page shows it as text"
                meant = form.meant.format(**match.groupdict())
                yield Finding(message, line, column, f"write {meant}", form.at_most)
