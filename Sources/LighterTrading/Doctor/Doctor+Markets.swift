import LighterStatus
import LighterTransactions
import LighterVenue

/// The markets, by whose rules orders are made.
extension Doctor {
    /// The markets as this host keeps them, and as they are.
    func lookAtMarkets() throws(Failure) {
        guard let trader else {
            for name in [DoctorCheck.Name.marketCache, .markets] { record(name, .skipped(obstacle)) }
            return
        }
        let known = trader.knownMarkets()
        let age = known.flatMap { markets in
            Timestamp(exactly: trader.clock.now()).flatMap { markets.age(at: $0) }
        }
        let lifetime = MarketCache.lifetime
        if let known, let age {
            let state =
                age < lifetime ? "good for \((lifetime - age).components.seconds) s more" : "asked for anew when needed"
            record(.marketCache, .fine("\(known.markets.count) markets, \(age.components.seconds) s old, \(state)"))
        } else {
            record(.marketCache, .fine("none kept; asked for when needed"))
        }
        if let silence { return record(.markets, .skipped(silence)) }
        try record(.markets) { () throws(Failure) in
            let markets = try trader.venue.orderBookDetails()
            survey.market = markets.first(where: \.isActive)
            let count = "\(markets.count) markets, \(markets.count(where: \.isActive)) of them active"
            guard let known else { return .fine(count) }
            let changes = markets.compactMap { market in
                known[market.index].flatMap { MarketChanges(from: $0, to: market) }
            }
            guard let first = changes.first else { return .fine("\(count), as this host knows them") }
            let others = changes.count > 1 ? ", and \(changes.count - 1) more" : ""
            let text = "the venue changed \(first.words)\(others)"
            // Orders are made by what is kept for as long as it is good.
            let isInUse = (age ?? lifetime) < lifetime && changes.contains(where: \.areOfPrecision)
            return isInUse ? .failed(text, hint: "lighter markets") : .warning(text, hint: "lighter markets")
        }
    }
}
