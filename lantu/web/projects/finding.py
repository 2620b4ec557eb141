"""Find projects by what people type: names old and new, code, number, initials in pinyin."""

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from lantu.foundations.projects.models import Project


def projects_found(projects: Iterable[Project], words: str) -> list[Project]:
    """Return the projects that all of the words fit, in their order.

    Args:
        projects: among which to look.
        words: parts divided by spaces; each may be of a name, a former name, a code, a reserve
            number, or initials of a name in pinyin.
    """
    parts = words.lower().split()
    return [one for one in projects if all(_fits(one, part) for part in parts)]


def _fits(project: Project, part: str) -> bool:
    names = [project.name, *project.former_names]
    plain = [*names, project.code, project.reserve_number]
    if any(part in words.lower() for words in plain):
        return True
    return part.isascii() and any(part in initials(name) for name in names)


@lru_cache(maxsize=10_000)
def initials(name: str) -> str:
    """Return the initials of a name in pinyin, small: 滨河小学 gives bhxx."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
