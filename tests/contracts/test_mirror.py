"""Tests mirror the code: one test file a module, in the same place, and none without a module."""

from pathlib import Path

from tests.contracts.source import python_files, syntax_tree

# Modules whose behaviour is tested where it is used.
TESTED_ELSEWHERE: dict[str, str] = {
    "lantu/__main__.py": "tests/config/test_commands.py",
    "lantu/geo/compiled.py": "tests/geo/test_area_compiled.py",
    "lantu/config/commands/assets.py": "tests/web/test_every_page.py",
    "lantu/config/commands/serve.py": "tests/config/commands/test_run.py",
    "lantu/config/identity.py": "tests/web/account/test_doors.py",
    "lantu/config/security.py": "tests/web/account/test_sessions.py",
    "lantu/demo/stage/actors.py": "tests/demo/stage/test_play.py",
    "lantu/demo/stage/ground.py": "tests/demo/stage/test_play.py",
    "lantu/demo/stage/stories.py": "tests/demo/stage/test_play.py",
    "lantu/demo/stage/results.py": "tests/demo/stage/test_play.py",
    "lantu/foundations/people/passwords.py": "tests/web/account/test_sessions.py",
    "lantu/web/account/forms.py": "tests/web/account/test_sessions.py",
    "lantu/web/coordination/acts.py": "tests/web/coordination/test_rounds.py",
    "lantu/web/coordination/answer_form.py": "tests/web/coordination/test_tasks.py",
    "lantu/web/coordination/components.py": "tests/web/coordination/test_rounds.py",
    "lantu/web/coordination/forms.py": "tests/web/coordination/test_pieces.py",
    "lantu/web/coordination/seen.py": "tests/web/coordination/test_rounds.py",
    "lantu/web/coordination/summary.py": "tests/web/coordination/test_rounds.py",
    "lantu/web/documents/forms.py": "tests/web/documents/test_pages.py",
    "lantu/web/shell/context.py": "tests/web/shell/test_pages.py",
    "lantu/web/workbench/desk.py": "tests/web/workbench/test_pages.py",
    "lantu/web/workbench/forms.py": "tests/web/workbench/test_pages.py",
    "lantu/config/tour.py": "tests/demo/tour/test_play.py",
    "lantu/demo/tour/answers.py": "tests/demo/tour/test_play.py",
    "lantu/demo/tour/scenes.py": "tests/demo/tour/test_play.py",
    "lantu/demo/tour/stage.py": "tests/demo/tour/test_play.py",
    "lantu/foundations/acts/actor.py": "tests/foundations/acts/test_gate.py",
    "lantu/foundations/acts/clock.py": "tests/foundations/acts/test_actions.py",
    "lantu/foundations/acts/guard.py": "tests/foundations/acts/test_gate.py",
    "lantu/foundations/acts/receipts.py": "tests/foundations/acts/test_gate.py",
    "lantu/systems/coordination/faults.py": "tests/foundations/acts/test_wording.py",
    "lantu/foundations/journal/append.py": "tests/foundations/journal/test_verify.py",
    "lantu/foundations/journal/erase.py": "tests/foundations/journal/test_verify.py",
    "lantu/foundations/journal/replay.py": "tests/foundations/journal/test_verify.py",
    "lantu/foundations/journal/verifier.py": "tests/foundations/journal/test_verify.py",
}
NO_MIRROR = ("contracts", "journeys", "town")
# What looks at the whole, and at no module alone.
OF_THE_WHOLE = (
    "tests/web/test_every_form.py",
    "tests/web/test_every_page.py",
    "tests/web/test_every_partial.py",
    "tests/web/test_every_wall.py",
)
# Tables, settings and lists: what they say is tested by those that use them.
DECLARATIONS = ("apps.py", "events.py", "manage.py", "models.py", "settings.py", "urls.py")


def test_every_module_with_functions_has_its_test_file():
    present = {str(path) for path in python_files("tests")}
    missing = []
    for path in python_files("lantu"):
        wanted = TESTED_ELSEWHERE.get(str(path), mirror(path))
        if has_functions(path) and not declares(path) and wanted not in present:
            missing.append(f"{path} → {wanted}")
    assert missing == []


def test_every_test_file_has_its_module():
    modules = {mirror(path) for path in python_files("lantu")}
    strangers = [
        str(path)
        for path in python_files("tests")
        if path.name.startswith("test_")
        and path.parts[1] not in NO_MIRROR
        and str(path) not in OF_THE_WHOLE
        and str(path) not in modules
    ]
    assert strangers == []


def mirror(path: Path) -> str:
    """lantu/law/clock.py → tests/law/test_clock.py; a package → test_<package>.py in its folder."""
    inside = path.relative_to("lantu")
    if path.name == "__init__.py":
        return str(Path("tests", inside.parent.parent, f"test_{inside.parent.name}.py"))
    return str(Path("tests", inside.parent, f"test_{path.name}"))


def declares(path: Path) -> bool:
    return path.name in DECLARATIONS or path.parent.name in ("events", "migrations", "models")


def has_functions(path: Path) -> bool:
    return any(
        type(node).__name__ in ("FunctionDef", "ClassDef") for node in syntax_tree(path).body
    )
