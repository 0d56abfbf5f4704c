extension Engine {
    /// Whether changes are written down. What was written is forgotten when it ends.
    public var isJournalKept: Bool {
        get { exchange.journal.isKept }
        set {
            exchange.journal.isKept = newValue
            if !newValue { _ = exchange.journal.take() }
        }
    }

    /// Takes out what changed since this was called last.
    public mutating func takeJournal() -> Journal.Entries {
        exchange.journal.entries.isEmpty ? Journal.Entries() : exchange.journal.take()
    }
}
