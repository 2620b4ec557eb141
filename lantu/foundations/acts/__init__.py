"""Acts 行为: the one gate through which anything is written.

Nouns: `Act` (one transaction with its journal entries), `Request` (who asks, when it came in, and
the key that makes it act once), `Actor`, `Record` (a business table), permission (`policy.may`),
`Deployment` with its clock. A write to a business table outside an act is refused.
"""
