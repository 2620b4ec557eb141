"""A person's own password: changed by the person alone."""

from lantu.foundations.acts.gate import Act, action
from lantu.foundations.people import events
from lantu.foundations.people.models import Account


@action("people.account.change_password")
def change_password(act: Act, *, password: str) -> Account:
    """Change one's own password. The journal says that it was done, and nothing more.

    Args:
        act: the open act; its actor is the person.
        password: the new one, already examined.
    """
    act.require()
    assert act.actor.account_id is not None
    account = act.get(Account, act.actor.account_id)
    account.set_password(password)
    account.password_set_at = act.at
    account.save(update_fields=["password"])
    act.save(account, "password_set_at")
    act.record(events.PasswordSet(account.id), (account,))
    return account
