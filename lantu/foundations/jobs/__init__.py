"""Jobs 作业: long work and regular work, done by `lantu work` beside the site.

Nouns: a *task* is what can be done (declared with `queue.task`), a `Job` one piece of it with its
progress, lease and fencing token; a *tick* is what is done every so often, a `Heartbeat` the proof
that somebody did. All of it is operational: none of these tables is journalled, and nothing that
the law decides may depend on a worker being alive. Whoever lost a lease can no longer write.
"""
