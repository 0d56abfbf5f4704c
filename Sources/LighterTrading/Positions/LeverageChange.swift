import LighterStatus
import LighterTransactions
import LighterVenue

/// How an account's position on a market is margined.
public struct MarginSetting: Hashable, Sendable {
    public let fraction: MarginFraction
    public let mode: UpdateLeverage.MarginMode

    /// 10 000 / fraction, to four digits behind the point: for people, as the venue knows the fraction alone.
    public var leverage: Decimal? { Decimal(10_000).divided(by: Decimal(fraction.value), roundedTo: 4) }
}

/// A change of leverage, ready to be signed.
public struct LeverageChange: Sendable {
    public let market: Market
    public let before: MarginSetting
    public let after: MarginSetting
}

extension Trader {
    /// How the position on a market is margined now, as the venue's default where the account chose nothing.
    ///
    /// - Throws: ``Failure``.
    func marginSetting(on market: Market) throws(Failure) -> MarginSetting {
        let position = try venue.account(account()).positions.first { $0.market == market.index }
        let chosen = position?.initialMarginPercent?.units(decimals: 2).flatMap { Int64(exactly: $0.whole) }
        guard let value = chosen ?? market.margin?.defaultInitial, let fraction = MarginFraction(exactly: value) else {
            throw Failure(
                "venue.unreadable_margin",
                .protocol,
                "the venue does not say how positions in \(market.symbol) are margined",
                context: FailureContext(market: market.symbol)
            )
        }
        return MarginSetting(fraction: fraction, mode: position?.isIsolated == true ? .isolated : .cross)
    }

    /// The change of a market's leverage to a number in words: `10`, `10x`, `12.5`.
    ///
    /// - Parameter mode: nil leaves the mode as it is.
    /// - Throws: ``Failure`` of class data for a leverage that the market does not have.
    public func leverageChange(
        on market: Market,
        to text: String,
        mode: UpdateLeverage.MarginMode?
    ) throws(Failure) -> LeverageChange {
        let fraction = try MarginFraction(ofLeverage: text, on: market)
        let before = try marginSetting(on: market)
        let after = MarginSetting(fraction: fraction, mode: mode ?? before.mode)
        return LeverageChange(market: market, before: before, after: after)
    }

    /// What an update-leverage transaction says of a change.
    ///
    /// - Throws: ``Failure``.
    public func body(changing change: LeverageChange) throws(Failure) -> TransactionBody {
        .updateLeverage(
            UpdateLeverage(
                account: try account(),
                apiKey: try apiKey(),
                market: change.market.index,
                initialMarginFraction: change.after.fraction,
                marginMode: change.after.mode
            )
        )
    }

    /// Sends a change and waits until the account shows it.
    ///
    /// - Returns: the setting as the account shows it, and what was sent.
    /// - Throws: ``Failure``: `rejected` where the venue does not allow it.
    public func setLeverage(
        _ change: LeverageChange
    ) throws(Failure) -> (setting: MarginSetting, sent: SentTransaction) {
        do throws(Failure) {
            let draft = TransactionDraft(
                body: try body(changing: change),
                market: change.market.index,
                summary: change.summary
            )
            let sent = try send(draft)
            do throws(Failure) {
                return (try waitFor(change, after: sent), sent)
            } catch { throw error.with(sent.context) }
        } catch { throw error.with(FailureContext(market: change.market.symbol)) }
    }

    private func waitFor(_ change: LeverageChange, after sent: SentTransaction) throws(Failure) -> MarginSetting {
        waiting.begin("waiting for the venue to show the leverage")
        defer { waiting.end() }
        waitForExecution(of: sent)
        var pause = PollingPause()
        var progress = ExecutionProgress.untold
        while true {
            if progress != .executed {
                progress.see(
                    try self.progress(of: sent, orRefused: "leverage.refused", "the venue did not change the leverage")
                )
            }
            if progress == .executed,
                let seen = try lookingPastNoise({ () throws(Failure) in try marginSetting(on: change.market) }),
                seen == change.after
            {
                return seen
            }
            guard !deadline.isOver else { break }
            clock.sleep(pause.next(within: deadline))
        }
        let hint = "lighter tx \(sent.hash)"
        guard progress != .untold else { throw untold(hint: hint) }
        throw orInterrupted(
            Failure(
                "leverage.pending",
                .pending,
                "the change was taken, but the account does not show it yet",
                hint: hint,
                effect: .applied
            )
        )
    }
}

extension LeverageChange {
    /// What is to become of the leverage, in words.
    fileprivate var summary: String {
        let leverage = after.leverage.map { "\($0)x" } ?? "\(after.fraction)/10000"
        return "leverage \(market.symbol) \(leverage) \(after.mode)"
    }
}

extension Bounded<MarginFractionKind> {
    /// The margin fraction of a leverage in words, on a market: 10 000 / leverage, cut to a whole number as the venue's
    /// own clients do (api.md, section 5.4).
    ///
    /// - Throws: ``Failure`` of class data, which names the bound that is passed.
    init(ofLeverage text: String, on market: Market) throws(Failure) {
        try market.requirePositions()
        let number = text.last == "x" || text.last == "X" ? String(text.dropLast()) : text
        let leverage: Decimal
        do { leverage = try Decimal(parsing: number) } catch { throw Failure(error, naming: "leverage") }
        let context = FailureContext(market: market.symbol)
        guard leverage >= Decimal(1) else {
            throw Failure(
                "leverage.too_low",
                .data,
                "a leverage is at least 1, not \(leverage)",
                hint: "lighter markets \(market.symbol)",
                context: context
            )
        }
        let least = market.margin?.minimumInitial ?? 1
        guard let fraction = MarginFraction(exactly: MarginFraction.cut(leverage)), fraction.value >= least else {
            let most = Decimal(10_000).divided(by: Decimal(least), roundedTo: 2) ?? Decimal(1)
            throw Failure(
                "leverage.too_high",
                .data,
                "\(market.symbol) allows a leverage of at most \(most), not \(leverage)",
                hint: "lighter markets \(market.symbol)",
                context: context
            )
        }
        self = fraction
    }

    /// The greatest fraction whose product with a leverage of at least 1 is at most 10 000; 0 where there is none.
    private static func cut(_ leverage: Decimal) -> Int64 {
        var (fits, beyond) = (Int64(0), MarginFractionKind.bounds.upperBound + 1)
        while beyond - fits > 1 {
            let middle = (fits + beyond) / 2
            let product = try? leverage.multiplied(by: Decimal(middle))
            if let product, product <= Decimal(10_000) { fits = middle } else { beyond = middle }
        }
        return fits
    }
}
