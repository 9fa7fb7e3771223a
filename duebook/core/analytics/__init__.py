"""What the open items and the period say: aging and the figures of collection. Columns in, rows out."""

from duebook.core.analytics.aging import AgingRow, Buckets, aging
from duebook.core.analytics.items import Items, items_of
from duebook.core.analytics.kpis import Figures, Kpis, figures, kpis

__all__ = ["AgingRow", "Buckets", "Figures", "Items", "Kpis", "aging", "figures", "items_of", "kpis"]
