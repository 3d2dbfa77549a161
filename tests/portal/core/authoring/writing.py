"""Contents for tests of the checker, in few words; knowledge of a town that has decided nothing."""

from dataclasses import replace
from datetime import date

from portal.core.authoring.facts import Content, DocumentFact, Heading, Image, Link, Place, Run, Table, Text, TextRole
from portal.core.authoring.knowledge import Avoid, Knowledge, Replace
from portal.core.authoring.streams import rich_parts

TODAY = date(2026, 11, 23)
BODY = Place("body", "a", "text")


def text(words, role=TextRole.PARAGRAPH, place=BODY):
    return Text(place, role, (Run(words),))


def content(*parts, names_nobody=False):
    """A page whose parts are given."""
    return Content("home.plainpage", "体操の教室", parts, names_nobody)


def knowledge(**known):
    return Knowledge(today=TODAY, **known)


def of_example(example):
    """The content and the knowledge that an example describes."""
    parts = list(parts_of(example))
    known = {
        name: frozenset(example[name])
        for name in ("places", "exceptions", "dead_links", "public_contacts")
        if name in example
    }
    return content(*parts, names_nobody=example.get("names_nobody", False)), knowledge(
        replace=tuple(Replace(word, other) for word, other in example.get("replace", ())),
        avoid=tuple(Avoid(word) for word in example.get("avoid", ())),
        disability_word=example.get("disability_word", ""),
        **known,
    )


FIELDS = {
    "text": TextRole.PARAGRAPH,
    "title": TextRole.TITLE,
    "summary": TextRole.SUMMARY,
    "contact": TextRole.CONTACT,
    "person": TextRole.PERSON,
}


def parts_of(example):
    for name, role in FIELDS.items():
        if name in example:
            yield text(example[name], role, Place(name))
    if "heading" in example:
        yield Heading(BODY, 2, example["heading"])
        yield text("公民館で行います。", place=Place("body", "b"))
    if "image" in example:
        yield image(**example["image"])
    if "table" in example:
        yield table(**example["table"])
    if "file" in example:
        yield DocumentFact(BODY, **example["file"])
    if "html" in example:
        for part in rich_parts(example["html"], Place("body", "a")):
            yield with_target(part, example)


def image(alt, title="", file_name="photo.jpg", decorative=False, people=""):
    return Image(BODY, alt, decorative, file_name, title, 800, 600, people)


def table(caption, head, rows, header_column=False):
    def cell(words, *steps):
        return text(words, TextRole.CELL, Place("body", "a", ".".join(map(str, steps))))

    return Table(
        Place("body", "a", "table"),
        text(caption, TextRole.CAPTION, Place("body", "a", "caption")),
        tuple(cell(words, "table.columns", number) for number, words in enumerate(head)),
        tuple(
            tuple(cell(words, "table.rows", row, number) for number, words in enumerate(cells))
            for row, cells in enumerate(rows)
        ),
        header_column,
    )


def with_target(part, example):
    """The part whose links lead to the document of the example, or nowhere."""
    if not isinstance(part, Text):
        return part
    document = example.get("document", {})

    def known(link: Link | None):
        if link is None:
            return None
        facts = {
            "file_type": document.get("type", ""),
            "file_size": document.get("size", 0),
            "has_no_text": document.get("has_no_text", False),
        }
        return replace(link, **facts, is_lost=example.get("lost", False))

    return replace(part, runs=tuple(replace(run, link=known(run.link)) for run in part.runs))


def applied(words, corrections):
    """A plain text after its corrections."""
    for one in sorted(corrections, key=lambda one: -one.start):
        words = words[: one.start] + one.replacement + words[one.end :]
    return words
