import LighterStatus
import LighterTransactions
import LighterVenue

/// Who pays funding to whom.
public enum FundingPayer: String, Sendable {
    case long
    case short

    /// Of a rate: above zero longs pay shorts. Nil where nobody pays.
    public init?(ofRate rate: Decimal) {
        guard rate != .zero else { return nil }
        self = rate.isNegative ? .short : .long
    }
}

/// The funding rate of a market as it stands, per cent; above zero longs pay shorts.
public struct FundingQuote: Sendable {
    public let market: Market
    /// For eight hours, as venues are compared.
    public let percentOf8Hours: Decimal
    /// What other venues have, by their names.
    public let elsewhere: [(exchange: String, percentOf8Hours: Decimal)]

    /// For an hour, which is how often it is paid here.
    public var percentOfHour: Decimal? { percentOf8Hours.divided(by: Decimal(8), roundedTo: 10) }
    /// For 365 days, without interest on interest.
    public var percentOfYear: Decimal? { FundingQuote.percentOfYear(percentOf8Hours, hours: 8) }
    public var payer: FundingPayer? { FundingPayer(ofRate: percentOf8Hours) }

    /// A rate of some hours for 365 days.
    public static func percentOfYear(_ percent: Decimal, hours: Int64) -> Decimal? {
        (try? percent.multiplied(by: Decimal(365 * 24))).flatMap { $0.divided(by: Decimal(hours), roundedTo: 4) }
    }
}

/// What a market settled, per cent of the interval; above zero longs paid shorts.
public struct FundingSettlement: Sendable {
    public let market: Market
    public let funding: Funding

    /// In the sign that rates have.
    public var percent: Decimal { payer == .short ? funding.ratePercent.negated : funding.ratePercent }
    /// Nil where nobody paid, and for a word that is unknown here.
    public var payer: FundingPayer? { funding.ratePercent == .zero ? nil : FundingPayer(rawValue: funding.payer) }
}

/// How long the intervals are that settlements are told of.
public enum FundingResolution: String, CaseIterable, Sendable {
    case hour = "1h"
    case day = "1d"

    public var hours: Int64 { self == .hour ? 1 : 24 }
}

extension Trader {
    /// The most settlements of a market that are asked for at once (api.md, section 7.10).
    public static let mostSettlements = 500

    /// The rates of markets as they stand, in their order.
    ///
    /// - Parameter markets: of all perpetuals where there are none.
    /// - Throws: ``Failure``: not found for a market that has no funding.
    public func fundingQuotes(_ markets: [Market]) throws(Failure) -> [FundingQuote] {
        for market in markets where market.kind != .perp {
            throw Failure(
                "market.no_funding",
                .notFound,
                "\(market.symbol) is no perpetual, and only those have funding",
                hint: "lighter funding",
                context: FailureContext(market: market.symbol)
            )
        }
        let rates = try venue.fundingRates()
        let directory = try self.markets()
        let own = rates.filter { $0.exchange == FundingRate.here }
        let wanted = markets.isEmpty ? own.compactMap { directory[$0.market] } : markets
        var quotes: [FundingQuote] = []
        for market in wanted {
            guard let rate = own.first(where: { $0.market == market.index }) else {
                throw Failure(
                    "market.no_funding",
                    .notFound,
                    "the venue tells no funding rate of \(market.symbol)",
                    hint: "lighter markets \(market.symbol)",
                    context: FailureContext(market: market.symbol)
                )
            }
            var others: [(exchange: String, percentOf8Hours: Decimal)] = []
            for other in rates where other.market == market.index && other.exchange != FundingRate.here {
                others.append((other.exchange, try percent(other.rate)))
            }
            quotes.append(FundingQuote(market: market, percentOf8Hours: try percent(rate.rate), elsewhere: others))
        }
        return quotes
    }

    private func percent(_ rate: Decimal) throws(Failure) -> Decimal {
        do { return try rate.shifted(by: 2) } catch { throw Failure(error, naming: "funding rate") }
    }

    /// The last settlements of a market, newest first.
    ///
    /// - Throws: ``Failure``.
    public func fundingSettlements(
        _ market: Market,
        _ resolution: FundingResolution,
        most count: Int
    ) throws(Failure) -> [FundingSettlement] {
        let length = resolution.hours * 3_600_000
        // By the venue's clock: the last settlement is not to be missed by one that goes wrong here.
        let now = try venue.status().time ?? clock.now()
        // The interval that is not over has settlements too where it is a day. One more, as the venue counts from the start.
        guard let start = Timestamp(exactly: max(0, now - now % length - Int64(count) * length)),
            let end = Timestamp(exactly: now)
        else { throw Failure("clock.impossible", .internal, "the clock of this host shows no possible time") }
        let interval = Endpoint.Interval(resolution: resolution.rawValue, start: start, end: end, count: count + 1)
        return try venue.fundings(market.index, interval).sorted { $0.time > $1.time }.prefix(count).map {
            FundingSettlement(market: market, funding: $0)
        }
    }
}
