"""How the open peers decide, in our own words: the same values in, the same answers out."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bench.cash.peers import erpnext, naive, odoo, pretix, tryton
from bench.cash.values import Given
from duebook.core.matching import OpenItem, PastAllocation, Receipt

Peer = Callable[[Iterable[Receipt], Sequence[OpenItem], Iterable[PastAllocation]], dict[str, Given]]

PEERS: Mapping[str, Peer] = {
    "a page of naive code": naive.match,
    "Odoo's rule": odoo.match,
    "pretix' rule": pretix.match,
    "Tryton's rule": tryton.match,
    "ERPNext's rule": erpnext.match,
}
