import LighterLedger
import LighterProfile
import LighterStatus
import LighterTransactions

/// What a run of the canary came to.
public struct CanaryReport: Sendable {
    /// `20261126T140312Z-5fa31c`.
    public let run: String
    public let profile: String
    public let network: String
    public let account: AccountIndex
    public let apiKey: APIKeyIndex
    public let market: String
    public let type: CanarySettings.OrderType
    public let isDryRun: Bool
    /// How many attempts were asked for.
    public let planned: Int
    /// Milliseconds since the Unix epoch.
    public let startedAt: Int64
    public internal(set) var finishedAt: Int64
    /// On the monotonic clock, in milliseconds.
    public internal(set) var duration: Int64 = 0
    public internal(set) var attempts: [CanaryAttempt] = []
    public internal(set) var probes: [CanaryProbeResult] = []
    /// Of the run itself.
    public internal(set) var notes: [CanaryNote] = []
    /// How many orders an earlier run had left, which are over now.
    public internal(set) var cleanedUp = 0
    /// How many orders of an earlier run live, or may live.
    public internal(set) var leftovers = 0
    public internal(set) var requests = 0
    /// Limits the venue set that were waited out.
    public internal(set) var rateLimits = 0
    public internal(set) var isInterrupted = false
    /// How many runs in a row did not pass, with this one, and when one passed last; nil where the ledger does not tell.
    public internal(set) var failuresInARow: Int?
    public internal(set) var lastPass: Int64?
    /// The exit code of the process that reports it.
    public internal(set) var exit = ExitClass.no

    /// How many orders live, or may live: 0 unless something is very wrong.
    public var residue: Int { leftovers + attempts.count(where: \.isLeft) }

    /// Whether the venue took an order.
    public var isSubmitted: Bool { attempts.contains(where: \.isSubmitted) }

    /// Whether all attempts that were asked for were made.
    public var isFullSoak: Bool { attempts.count == planned && !isInterrupted }

    /// Attempts in which nothing went wrong.
    public var passedAttempts: Int { attempts.count(where: \.isPassed) }

    /// The state an attempt's order is meant to end in.
    public var wantedState: OrderState { type == .market ? .filled : .canceled }

    /// Attempts whose order ended as it was meant to.
    public var terminalSuccesses: Int { attempts.count { $0.terminalState == wantedState } }

    /// The state the last attempt's order was seen in last.
    public var terminalState: OrderState? { attempts.last?.terminalState }

    /// Every attempt was submitted, accepted and ended as it was meant to, nothing is left behind, every probe held, no
    /// threshold was passed.
    public var isPassed: Bool {
        let hasTraded = attempts.allSatisfy { attempt in
            attempt.isPassed && attempt.isSubmitted && attempt.isAccepted && attempt.terminalState == wantedState
        }
        return isFullSoak && (hasTraded || isDryRun && attempts.allSatisfy(\.isPassed)) && residue == 0
            && probes.allSatisfy(\.isPassed) && !notes.contains(where: \.isFatal)
    }

    /// All notes, those of the run first.
    public var allNotes: [CanaryNote] { notes + attempts.flatMap(\.notes) + probes.compactMap(\.note) }

    /// Why it did not pass: the gravest of what went wrong, in one sentence.
    public var reason: CanaryNote? {
        guard !isPassed else { return nil }
        let fatal = allNotes.filter(\.isFatal)
        return fatal.first { $0.code == CanaryNote.orderLeft } ?? fatal.first
            ?? CanaryNote("canary.incomplete", "not everything that was asked for was done")
    }

    /// How it ended, for the ledger.
    var outcome: CanaryRecord.Outcome { isPassed ? .passed : isInterrupted ? .interrupted : .failed }

    /// The class of its end: what only a person can mend keeps its own.
    var ownExit: ExitClass {
        if isPassed { return .ok }
        if isInterrupted { return residue == 0 ? .interrupted : .unknown }
        return allNotes.first(where: \.isLasting)?.exit ?? .no
    }

    /// Decides the exit code.
    ///
    /// - Parameter most: how many runs in a row have to fail before one exits with a failure; what only a person can mend,
    ///   and an order that may live, is never kept quiet.
    mutating func decideExit(failingAfter most: Int) {
        exit = ownExit
        guard exit == .no, residue == 0, let failuresInARow, failuresInARow < most else { return }
        exit = .ok
    }

    /// The figures of one step over all attempts; nil where no attempt has it.
    public func latency(_ step: KeyPath<CanaryAttempt.Timings, Int64?> & Sendable) -> LatencyFigures? {
        LatencyFigures(attempts.compactMap { $0.timings[keyPath: step] })
    }
}
