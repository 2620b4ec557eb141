"""Carry messages over the second channel, outside the transaction that queued them."""

from uuid import UUID

from lantu.foundations.acts.actor import SYSTEM
from lantu.foundations.acts.gate import Request
from lantu.foundations.deliveries.channels import mail
from lantu.foundations.deliveries.models import Attempt, Result
from lantu.foundations.deliveries.receipts import answer_attempt
from lantu.foundations.jobs.queue import task
from lantu.foundations.jobs.running import Running


@task(title="发送电子邮件", attempts=8)
def post(job: Running, *, attempt_id: str) -> str:
    """Send one e-mail and record what the server said.

    Killed in between it is sent again under the same identity, and recorded once.
    """
    return carry(UUID(attempt_id), key=job.key)


def carry(attempt_id: UUID, *, key: str | None = None) -> str:
    """Carry one attempt and record the answer; return it."""
    attempt = Attempt.objects.select_related("message").get(id=attempt_id)
    if attempt.result != Result.PENDING:
        return attempt.said
    answer = mail().carry(
        address=attempt.address,
        subject=attempt.message.subject,
        text=attempt.message.text,
        identity=str(attempt.id),
    )
    answer_attempt(
        Request(SYSTEM, key=key), attempt_id=attempt.id, accepted=answer.accepted, said=answer.said
    )
    return answer.said
