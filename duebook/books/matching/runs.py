"""What the engine went by, kept with its proposals so that they can be derived again."""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from duebook.books.audit.operations import Recording
from duebook.books.audit.sealing import seal
from duebook.books.matching.models import Run
from duebook.books.matching.seen import Seen, seen_before
from duebook.core.matching import VERSION, Policy

_COMPUTED_WITH = ("numpy", "rapidfuzz")


def keep_run(record: Recording, seen: Seen) -> None:
    """Keep what the proposals of this event are made of, to derive them again one day."""
    run = Run(
        company=record.company,
        as_of=seen.as_of,
        policy=policy_as_json(seen.policy),
        seen=seen.digests(),
        engine=engine_now(),
    )
    seal(record, [run])
    run.save()


def seen_by(run: Run) -> Seen:
    """What the books said when a run was made."""
    return seen_before(run.company, run.event_id, run.as_of, policy_from_json(run.policy))


def engine_now() -> dict[str, str]:
    """The rules in use: their version, a digest of their source, and the versions of what computes them."""
    made_with = {name: version(name) for name in _COMPUTED_WITH}
    return {"version": VERSION, "rules": _digest_of_rules(), "python": platform.python_version(), **made_with}


@lru_cache(maxsize=1)
def _digest_of_rules() -> str:
    """SHA-256 (hex) over the source files that the engine's answers follow from."""
    core = resources.files("duebook.core")
    files = [core / "money.py", *(core / "matching").iterdir()]
    digest = hashlib.sha256()
    for file in sorted((file for file in files if file.is_file()), key=lambda file: file.name):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def policy_as_json(policy: Policy) -> dict[str, Any]:
    """A policy as JSON keeps it."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(policy), default=_exact))
    return kept


def policy_from_json(kept: Mapping[str, Any]) -> Policy:
    """The policy again; what a later version added has its usual value."""
    return Policy(**{name: _again(value) for name, value in kept.items()})


def _exact(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    raise TypeError(f"a policy holds no {type(value).__name__}")


def _again(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and value.keys() == {"decimal"}:
        return Decimal(value["decimal"])
    return value
