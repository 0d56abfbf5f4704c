// The ledger.
