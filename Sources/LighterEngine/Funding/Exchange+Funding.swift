import LighterTransactions

extension Exchange {
    /// The account that takes what roundings leave, and stands in where liquidations find nobody else (api.md, section 7.5).
    public static let insuranceFund: Int64 = 281_474_976_710_653

    /// Takes what the prices were up to a time into the next funding; to be called before they change.
    mutating func sample(_ place: Int, until time: Moment) {
        let (mark, index) = (markets[place].markPrice, markets[place].indexPrice)
        markets[place].premium.advance(to: time, mark: mark, index: index)
    }

    /// The rate of the present hour as it stands, in millionths.
    public func currentFundingRate(_ place: Int) -> Int64 {
        var meter = markets[place].premium
        meter.advance(to: context.time, mark: markets[place].markPrice, index: markets[place].indexPrice)
        return FundingRate.rate(premium: meter.mean)
    }

    /// Settles the hour that ends now in all perpetual markets.
    mutating func payFunding() {
        for place in markets.indices where markets[place].market.isPerpetual && markets[place].market.status == .active
        {
            sample(place, until: context.time)
            let rate = FundingRate(
                index: nextFundingIndex,
                time: context.time,
                rate: FundingRate.rate(premium: markets[place].premium.mean),
                markPrice: markets[place].markPrice
            )
            nextFundingIndex += 1
            markets[place].premium.startHour()
            markets[place].fundings.append(rate, for: rate.index)
            if rate.rate != 0 { pay(rate, place) }
        }
    }

    /// What one side pays the other gets; the units that rounding leaves over, always in the payers' disfavour, go to the
    /// insurance fund.
    private mutating func pay(_ rate: FundingRate, _ place: Int) {
        var left: QuoteUnits = 0
        for owner in accounts.indices where accounts[owner].positions[place].size != 0 {
            let change = FundingRate.change(rate, of: accounts[owner].positions[place].size)
            left -= change
            if change != 0 { give(change, to: owner, place) }
            guard !accounts[owner].isHouse else { continue }
            let payment = FundingPayment(
                rate: rate,
                market: markets[place].market.index.value,
                positionSize: accounts[owner].positions[place].size,
                change: change
            )
            withAccount(owner) { _ = $0.fundings.append(payment, for: rate.index) }
        }
        if let fund = self.place(ofAccount: Exchange.insuranceFund) { withAccount(fund) { $0.collateral += left } }
    }

    private mutating func give(_ change: QuoteUnits, to owner: Int, _ place: Int) {
        let time = context.time
        withAccount(owner) { account in
            account.positions[place].fundingPaid -= change
            if account.positions[place].marginMode == .isolated {
                account.positions[place].allocatedMargin += change
            } else {
                account.collateral += change
            }
            account.changedAt = time
        }
    }
}

extension FundingRate {
    /// What a position gets of a rate, rounded down: payers pay up to a unit more, the others get up to a unit less.
    static func change(_ rate: FundingRate, of size: Lots) -> QuoteUnits {
        let exact = -Int128(size) * Int128(rate.markPrice) * Int128(rate.rate)
        let (quotient, remainder) = exact.quotientAndRemainder(dividingBy: Int128(one))
        return QuoteUnits(clamping: remainder < 0 ? quotient - 1 : quotient)
    }
}
