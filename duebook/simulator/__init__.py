"""A seeded, believable company whose ERP, bank and customers write the files Duebook reads.

``simulate`` yields plain values, ``write_days`` turns them into a folder. See docs/simulator.md.
"""

from duebook.simulator.advices.kinds import SHARES
from duebook.simulator.company import COMPANY
from duebook.simulator.folder import inbox_files, write_days
from duebook.simulator.run import simulate
from duebook.simulator.values import Day

__all__ = ["COMPANY", "SHARES", "Day", "inbox_files", "simulate", "write_days"]
