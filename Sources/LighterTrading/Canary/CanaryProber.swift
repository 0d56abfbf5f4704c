import LighterProfile
import LighterStatus
import LighterTransactions
import LighterVenue

/// Makes the reads that have to hold besides the order.
struct CanaryProber {
    let trader: Trader
    let plan: CanaryPlan

    func run(_ probe: CanaryProbe) -> CanaryProbeResult {
        trader.deadline.renew(in: .milliseconds(plan.settings.deadline.milliseconds))
        let needsMarket = [.book, .stream].contains(probe.kind)
        var result = CanaryProbeResult(kind: probe.kind, market: needsMarket ? probe.market ?? plan.market : nil)
        do throws(Failure) {
            try run(probe, &result)
            try requireFast(probe, result)
        } catch {
            result.note = CanaryNote(error.within("the \(probe.kind.rawValue) probe does not hold"))
        }
        return result
    }

    private func run(_ probe: CanaryProbe, _ result: inout CanaryProbeResult) throws(Failure) {
        let market = try result.market.map { name throws(Failure) in try trader.market(name) }
        let watch = Stopwatch(trader.deadline)
        switch probe.kind {
        case .book: try readBook(probe, try require(market), watch, &result)
        case .markets:
            let markets = try trader.venue.orderBookDetails()
            result.latency = watch.microseconds
            guard markets.contains(where: \.isActive) else {
                throw Failure("probe.no_markets", .no, "none of the venue's \(markets.count) markets takes orders")
            }
        case .account:
            _ = try trader.venue.account(trader.account())
            result.latency = watch.microseconds
        case .signer:
            try SignerSelfTest.run(with: trader.privateKey())
            result.latency = watch.microseconds
        case .stream:
            try readStream(try require(market))
            result.latency = watch.microseconds
        }
    }

    private func require(_ market: Market?) throws(Failure) -> Market {
        guard let market else { throw Failure("internal.no_market", .internal, "a probe was made without its market") }
        return market
    }

    /// Sees a market's book come over the stream, and then anything else: a change of it, or the answer to a ping.
    private func readStream(_ market: Market) throws(Failure) {
        let deadline = trader.deadline
        let stream = try VenueStream(
            at: trader.access.streamURL(),
            version: trader.version,
            deadline: deadline.instant,
            isInterrupted: { deadline.isInterrupted }
        )
        try stream.subscribe("order_book/\(market.index)", deadline: deadline.instant)
        while try stream.next(deadline: deadline.instant).type != "subscribed/order_book" {}
        try stream.ping(deadline: deadline.instant)
        while true {
            let message = try stream.next(deadline: deadline.instant)
            if message.type == "update/order_book" || message.type == "pong" { return }
        }
    }

    private func readBook(
        _ probe: CanaryProbe,
        _ market: Market,
        _ watch: Stopwatch,
        _ result: inout CanaryProbeResult
    ) throws(Failure) {
        let book = try trader.venue.orderBook(market.index, limit: 1)
        result.latency = watch.microseconds
        guard let ask = book.asks.first?.price, let bid = book.bids.first?.price else {
            throw .emptyBook(market)
        }
        // Twice everything, so that the mid needs no division.
        guard let spread = try? ask.subtracting(bid), let doubledMid = try? ask.adding(bid),
            let doubledSpread = try? spread.adding(spread), let hundredfold = try? doubledSpread.shifted(by: 2)
        else { throw Failure("book.impossible", .protocol, "the prices of \(market.symbol) are beyond all numbers") }
        result.spreadPercent = hundredfold.divided(by: doubledMid, roundedTo: 4)
        guard let most = probe.maximumSpread else { return }
        guard let allowed = try? doubledMid.multiplied(by: most.fraction), doubledSpread <= allowed else {
            let percent = result.spreadPercent?.description ?? "?"
            throw Failure(
                "probe.wide_spread",
                .no,
                "the spread of \(market.symbol) is \(percent)%, more than \(most)",
                hint: "lighter book \(market.symbol)"
            )
        }
    }

    private func requireFast(_ probe: CanaryProbe, _ result: CanaryProbeResult) throws(Failure) {
        guard let most = probe.maximumLatency, let latency = result.latency, latency > most.milliseconds * 1000 else {
            return
        }
        throw Failure("probe.slow", .no, "it took \(latency / 1000) ms, more than \(most)")
    }
}

extension Failure {
    /// A book without two sides has no mid.
    static func emptyBook(_ market: Market) -> Failure {
        Failure(
            "book.empty",
            .no,
            "the book of \(market.symbol) has no orders on one side, so it has no mid",
            hint: "lighter book \(market.symbol)"
        )
    }

    /// The same failure, saying first what it stood in the way of.
    func within(_ step: String) -> Failure {
        var failure = self
        failure.message = "\(step): \(message)"
        return failure
    }
}
