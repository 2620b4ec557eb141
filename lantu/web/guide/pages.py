"""先看这里: each role's three most useful screens, one's own first."""

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantu.law.strict import read_yaml
from lantu.web.shell.asking import account_of


@cache
def roles() -> list[dict[str, Any]]:
    """Return the roles in the order of the walk."""
    content = read_yaml(Path(__file__).parent / "roles.yaml")
    assert isinstance(content, list)
    return content


def guide(request: HttpRequest) -> HttpResponse:
    """Show the walk through the site, the person's own role first."""
    unit = account_of(request).login_name.partition(".")[0]
    own = [role for role in roles() if any(name.startswith(f"{unit}.") for name in role["logins"])]
    others = [role for role in roles() if role not in own]
    return render(request, "guide/guide.html", {"own": own, "others": others})
