"""How far a company lets the engine go without a person, and what a person looks at again."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

Mode = Literal["off", "suggest", "automatic"]
"""off: nothing is proposed. suggest: all proposals wait for a person. automatic: the certain are posted."""

ALWAYS_REVIEWED = 20
"""So many receipts are looked at again after every change of the setting, before the share counts."""
_WHOLE = 1 << 64


@dataclass(frozen=True, slots=True)
class Setting:
    """``max_error``: accepted share of wrong automatic receipts. ``review_share``: share of the automatic
    receipts that a person looks at again. ``seed``: what the draw depends on; keep it from those reviewed."""

    mode: Mode = "suggest"
    max_error: float = 0.001
    review_share: float = 0.05
    seed: str = ""

    @property
    def unattended(self) -> bool:
        return self.mode == "automatic"

    def draws(self, receipt_id: str, posted_before: int) -> bool:
        """Whether a person looks again at this automatic receipt, of which ``posted_before`` came earlier
        under this setting.

        HMAC-SHA256 (RFC 2104) of the receipt under the seed, as a number between 0 and 1: anyone with the
        seed draws the same, nobody without it can tell from amount or payer.
        """
        if posted_before < ALWAYS_REVIEWED:
            return True
        code = hmac.new(self.seed.encode(), receipt_id.encode(), hashlib.sha256).digest()
        return int.from_bytes(code[:8], "big") < self.review_share * _WHOLE
