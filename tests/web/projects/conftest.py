def address(project, *more):
    return "/".join(["", "projects", str(project.id), *more, ""])


def do(client, project, verb, **given):
    return client.post(address(project, "do", verb), given)
