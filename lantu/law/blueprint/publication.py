"""What has to hold before a plan, a reference system or the blueprint itself is published."""

from collections.abc import Mapping, Sequence

from lantu.law.citation import Citation
from lantu.law.rule import rule
from lantu.law.verdict import Finding
from lantu.law.wording import Code

LONG_TERM = Citation.parse("D1 二(二)")
GUARANTEE = Citation.parse("D1 四")
ANNEX = Citation.parse("D1 附件二(一)")

# Who fixes the spatial reference system together with the lead (annex two, part one).
REFERENCE_SYSTEM_SIGNERS = (
    "urban_rural_construction",
    "ecology_environment",
    "parks",
    "cultural_relics",
    "forestry",
    "water_resources",
)
SCHEME_SECTIONS = ("工作目标", "重点任务", "完成时限", "责任分工")


class PublicationFault(Code):
    """Why something may not be published yet."""

    CONFLICT_OPEN = "publication_fault.conflict_open"
    SIGNATURE_MISSING = "publication_fault.signature_missing"
    SECTION_MISSING = "publication_fault.section_missing"
    INSTITUTE_MISSING = "publication_fault.institute_missing"
    COMMENT_OPEN = "publication_fault.comment_open"


@rule("D1 二(二)", "D1-20")
def open_conflicts(conflicts: Sequence[str]) -> tuple[Finding, ...]:
    """The one blueprint is free of spatial conflicts and differences.

    Reading: it is published when no conflict is open; each open one is listed. Working versions
    may carry open conflicts and are used by checks.
    """
    return tuple(
        Finding(PublicationFault.CONFLICT_OPEN, LONG_TERM, {"conflict": conflict})
        for conflict in conflicts
    )


@rule("D1 附件二(一)", "D1-B01")
def missing_signatures(signed: frozenset[str]) -> tuple[Finding, ...]:
    """The lead fixes the spatial reference system together with six departments.

    Reading: all six sign before it is frozen.
    """
    return tuple(
        Finding(PublicationFault.SIGNATURE_MISSING, ANNEX, {"department": department})
        for department in REFERENCE_SYSTEM_SIGNERS
        if department not in signed
    )


@rule("D1 四", "D1-69")
def missing_sections(scheme: Mapping[str, str]) -> tuple[Finding, ...]:
    """Each department's work scheme states goals, key tasks, deadlines and responsibilities.

    Reading: four sections, each with text.
    """
    return tuple(
        Finding(PublicationFault.SECTION_MISSING, GUARANTEE, {"section": section})
        for section in SCHEME_SECTIONS
        if not scheme.get(section, "").strip()
    )


@rule("D1 五(二)", "D1-75", "D1-76")
def plan_remarks(institute: str, open_comments: int) -> tuple[Finding, ...]:
    """Plans are compiled by institutes of standing, and the public is heard.

    Reading: a plan without its compiling institute draws a warning; one with public comments that
    have no reply is not adopted.
    """
    citation = Citation.parse("D1 五(二)")
    held = {
        PublicationFault.INSTITUTE_MISSING: not institute.strip(),
        PublicationFault.COMMENT_OPEN: open_comments > 0,
    }
    facts = {"count": open_comments}
    return tuple(Finding(code, citation, facts) for code, true in held.items() if true)
