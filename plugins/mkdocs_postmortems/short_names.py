"""Usual short names, with the long ones that mean the same.

Only a table. It is not in ``publish``, whose texts the audit of a public edition takes for text of the interface.
"""

from __future__ import annotations

USUAL = (
    ("auth", "authentication"),
    ("authz", "authorization"),
    ("AZ", "availability zone"),
    ("cert", "certificate"),
    ("CI", "continuous integration"),
    ("config", "configuration"),
    ("datacenter", "data center", "data centre"),
    ("DB", "database"),
    ("DDoS", "denial of service"),
    ("env", "environment"),
    ("failover", "failed over"),
    ("GC", "garbage collection", "garbage collector"),
    ("infra", "infrastructure"),
    ("k8s", "Kubernetes"),
    ("load balancer", "LB"),
    ("OOM", "out of memory"),
    ("perf", "performance"),
    ("Postgres", "PostgreSQL"),
    ("prod", "production"),
    ("repo", "repository"),
    ("rollback", "rolled back"),
    ("timeout", "timed out"),
    ("TLS", "SSL"),
    ("VM", "virtual machine"),
)
"""Short and long names of the field. Other forms of a word are not listed, since search compares stems."""
