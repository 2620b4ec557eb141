"""The worker: hands jobs to its children, runs what is done regularly, and beats."""

import contextlib
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Protocol

from django.db import DatabaseError, close_old_connections, connection

from lantu.foundations.jobs import handing, heartbeat, ticks
from lantu.foundations.jobs.child import Child
from lantu.foundations.jobs.models import Ending, Job
from lantu.foundations.jobs.running import LEASE_S, Running

Tell = Callable[[str], None]
IDLE_S = 0.5
RENEWALS_A_LEASE = 4
LOOK_EVERY_S = 2.0
FAILED_CHILD_PAUSE_S = 5.0


class Lease(Protocol):
    """What is held for a while and has to be renewed."""

    def renew(self) -> bool:
        """Extend it."""


class Worker:
    """One worker process with its children."""

    def __init__(self, tell: Tell, children: int = 1, lease_s: float = LEASE_S) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.tell = tell
        self.lease_s = lease_s
        self.wanted_children = children
        self.children: list[Child] = []
        self.stopping = False
        self._held: set[Lease] = set()
        self._children_from = 0.0
        self._looked_at = float("-inf")

    def stop(self, *_: object) -> None:
        """End after the jobs at hand; also the handler of signals."""
        self.stopping = True

    def until_heard(self, preparation: Callable[[], None]) -> None:
        """Do what comes before the work, again and again while the database does not answer."""
        while not self.stopping:
            try:
                preparation()
                break
            except DatabaseError as error:
                self._wait_for_database(error)

    def run(self, until_idle: bool = False) -> None:
        """Work until told to stop, or until nothing waits."""
        self.tell(f"工作进程 {self.name} 开始")
        threading.Thread(target=self._live, daemon=True).start()
        try:
            while not self.stopping or self._busy():
                done = self._round()
                if until_idle and not done and self._is_idle():
                    break
                if not done:
                    self._pause()
        finally:
            for child in self.children:
                child.end()
        self.tell(f"工作进程 {self.name} 结束")

    def _round(self) -> bool:
        """Do what is due now; return whether there was something."""
        try:
            close_old_connections()
            self._look_after()
            done = [self._hear(child) for child in list(self.children)]
            if not self.stopping:
                self._begin_children()
                done += [self._tick(regular) for regular in ticks.registered()]
                done.append(self._hand_out())
            return any(done)
        except DatabaseError as error:
            self._wait_for_database(error)
            return False

    def _wait_for_database(self, error: DatabaseError) -> None:
        self.tell(f"数据库暂不可用，稍后再试：{error}")
        connection.close()
        time.sleep(IDLE_S)

    def _is_idle(self) -> bool:
        ready = [child for child in self.children if child.is_ready]
        return bool(ready) and not self._busy()

    def _busy(self) -> list[Child]:
        return [child for child in self.children if child.running is not None]

    def _look_after(self) -> None:
        """Take back what others lost; break off what takes too long or does not stop."""
        if time.monotonic() - self._looked_at < LOOK_EVERY_S:
            return
        self._looked_at = time.monotonic()
        taken = handing.take_back_overdue()
        if taken:
            self.tell(f"收回 {taken} 项中断的作业")
        busy = {child.running.job_id: child for child in self.children if child.running}
        for key in Job.objects.filter(pk__in=busy, cancel_requested=True).values_list("pk"):
            busy[key[0]].asked_to_stop_s = min(busy[key[0]].asked_to_stop_s, self._looked_at)
        for child in busy.values():
            if child.is_overdue():
                child.process.kill()

    def _tick(self, regular: ticks.Regular) -> bool:
        tick = ticks.claim(regular, self.name, self.lease_s)
        if tick is None:
            return False
        self._held.add(tick)
        error = ticks.run(regular, tick)
        self._held.discard(tick)
        if error:
            self.tell(f"定时事项 {regular.name} 出错：{error}")
        return True

    def _hand_out(self) -> bool:
        """Give the next job to a child that has none."""
        idle = [child for child in self.children if child.is_ready and child.running is None]
        running = handing.claim(self.name, self.lease_s) if idle else None
        if running is None:
            return False
        self._held.add(running)
        idle[0].give(running)
        self.tell(f"开始 {_title(running)}（第 {running.attempt} 次）")
        return True

    def _begin_children(self) -> None:
        """Begin the children that are missing; not at once again when one could not begin."""
        if time.monotonic() >= self._children_from:
            while len(self.children) < self.wanted_children:
                self.children.append(Child())

    def _hear(self, child: Child) -> bool:
        """Learn how a child's job went; take the job back from a child that has died."""
        try:
            said = child.said()
        except EOFError:
            return self._bury(child)
        if said is None:
            return False
        if child.running is None:
            child.is_ready = True
        else:
            self._held.discard(child.running)
            self.tell(f"{_title(child.running)}：{said}{_why(child.running)}")
            child.running = None
        return True

    def _bury(self, child: Child) -> bool:
        child.end()
        self.children.remove(child)
        if not child.is_ready:
            self._children_from = time.monotonic() + FAILED_CHILD_PAUSE_S
            self.tell("作业进程未能启动，稍后再试")
        if child.running is not None:
            self._held.discard(child.running)
            handing.take_back(child.running)
            self.tell(f"{_title(child.running)}：执行它的进程中断，已收回")
        return True

    def _pause(self) -> None:
        connections = [child.connection for child in self.children]
        if connections:
            wait(connections, IDLE_S)
        else:
            time.sleep(IDLE_S)

    def _live(self) -> None:
        """Beat, and keep the leases of what is at hand; in a thread, as a tick may take long."""
        every_s = min(heartbeat.BEAT_EVERY_S, self.lease_s / RENEWALS_A_LEASE)
        beaten_at = float("-inf")
        while True:
            with contextlib.suppress(DatabaseError):
                close_old_connections()
                for lease in list(self._held):
                    lease.renew()
                if time.monotonic() - beaten_at >= heartbeat.BEAT_EVERY_S:
                    heartbeat.beat(self.name)
                    beaten_at = time.monotonic()
            time.sleep(every_s)


def _title(running: Running) -> str:
    title = Job.objects.filter(pk=running.job_id).values_list("title", flat=True).first()
    return f"{title}（{running.job_id}）"


def _why(running: Running) -> str:
    """Why a job was not done, or is waiting for another attempt."""
    job = Job.objects.filter(pk=running.job_id).first()
    if job is None or job.ending == Ending.DONE:
        return ""
    return f"（{job.message if job.ending else job.last_error}）"
