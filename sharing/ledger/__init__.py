"""The ledger (開示台帳): every disclosure in a chain of hashes that only grows.

    append ─► entry ─ its hash is in the next ─► … ─► head, signed, beside the database
                                                 └─► exported lines, checked without a database

A ledger is kept in *books*: what the secretariat oversees stands in its own, what a carrier
decided without the ministry in that carrier's, so that nobody learns of what is not for it.
"""
