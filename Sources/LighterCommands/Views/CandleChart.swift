import LighterTransactions
import LighterVenue

/// Candles beside each other, with prices at the right, volumes and times below.
struct CandleChart {
    private struct Slot {
        let open: Int128
        let high: Int128
        let low: Int128
        let close: Int128
        let volume: Decimal

        var isRising: Bool { close >= open }
        var tone: Tone { isRising ? .gain : .loss }
        var body: ClosedRange<Int128> { min(open, close)...max(open, close) }
    }

    /// By the time; nil where nothing was traded.
    private let slots: [Slot?]
    private let start: Int64
    private let length: Int64
    private let decimals: Int
    /// Rows of prices.
    private let height: Int

    private static let volumeHeight = 3
    /// Where nothing limits the width.
    private static let usualWidth = 80
    private static let mostSlots: Int64 = 1_000
    /// A candle and the space beside it.
    private static let spaciousColumns = 2

    /// How many candles have space on a screen, where prices take so many columns.
    static func capacity(of screen: Screen, priceWidth: Int = 12) -> Int {
        max(((screen.width ?? usualWidth) - priceWidth) / spaciousColumns, 1)
    }

    /// - Parameters:
    ///   - candles: oldest first.
    ///   - decimals: the digits of prices that are shown.
    ///   - end: until when, in milliseconds since the Unix epoch.
    init(_ candles: [Candle], _ resolution: CandleResolution, decimals: Int, end: Int64, height: Int) {
        length = resolution.milliseconds
        start = candles.first?.time ?? end
        self.decimals = decimals
        self.height = height
        let count = min((max(end, candles.last?.time ?? end) - start) / length + 1, CandleChart.mostSlots)
        var slots = [Slot?](repeating: nil, count: Int(max(count, 0)))
        for candle in candles where candle.time >= start && (candle.time - start) / length < count {
            slots[Int((candle.time - start) / length)] = CandleChart.slot(candle, decimals)
        }
        self.slots = slots
    }

    private static func slot(_ candle: Candle, _ decimals: Int) -> Slot? {
        func units(_ price: Decimal?) -> Int128? { Figures.rounded(price, decimals)?.units(decimals: decimals)?.whole }
        guard let open = units(candle.open), let close = units(candle.close), let high = units(candle.high),
            let low = units(candle.low)
        else { return nil }
        return Slot(
            open: open,
            high: max(high, open, close),
            low: min(low, open, close),
            close: close,
            volume: candle.quoteVolume
        )
    }

    /// How many candles, with the gaps between them, a screen has room for, and how many there are.
    func room(on screen: Screen) -> (shown: Int, all: Int) {
        let shown = plan(screen).map { $0.slots.count } ?? 0
        return (shown, slots.count)
    }

    /// The chart as lines; empty where a screen is too narrow for any.
    func text(on screen: Screen) -> String {
        guard let plan = plan(screen) else { return "" }
        let hasVolume = plan.slots.contains { ($0?.volume ?? .zero) > .zero }
        let bottom = height + (hasVolume ? CandleChart.volumeHeight : 0)
        var canvas = Canvas(width: plan.width, height: bottom + 2)
        drawCandles(plan, screen.glyphs, on: &canvas)
        if hasVolume { drawVolume(plan, screen.glyphs, on: &canvas) }
        drawPrices(plan, screen.glyphs, on: &canvas, until: bottom)
        drawTimes(plan, screen.glyphs, on: &canvas, below: bottom)
        return canvas.text(screen.palette)
    }

    /// What is shown on a screen, and how.
    private struct Plan {
        let slots: [Slot?]
        let columns: Int
        let prices: PriceScale
        let times: TimeScale
        let width: Int
        /// The column between candles and prices.
        var axis: Int { slots.count * columns }
    }

    private func plan(_ screen: Screen) -> Plan? {
        let known = slots.compactMap { $0 }
        guard let high = known.map(\.high).max(), let low = known.map(\.low).min() else { return nil }
        func scale(_ low: Int128, _ high: Int128) -> PriceScale {
            PriceScale(low: low, high: high, levels: height * screen.glyphs.levelsOfRow, decimals: decimals)
        }
        let widest = max(scale(low, high).text(low).count, scale(low, high).text(high).count)
        let width = screen.width ?? CandleChart.usualWidth
        let room = width - widest - 2
        let columns = slots.count * CandleChart.spaciousColumns <= room ? CandleChart.spaciousColumns : 1
        let shown = Array(slots.suffix(max(room / columns, 0)))
        let seen = shown.compactMap { $0 }
        guard let high = seen.map(\.high).max(), let low = seen.map(\.low).min() else { return nil }
        let first = start + Int64(slots.count - shown.count) * length
        return Plan(
            slots: shown,
            columns: columns,
            prices: scale(low, high),
            times: TimeScale(start: first, length: length, count: shown.count, columns: columns),
            width: width
        )
    }

    private func drawCandles(_ plan: Plan, _ glyphs: Glyphs, on canvas: inout Canvas) {
        for (place, slot) in plan.slots.enumerated() {
            guard let slot else { continue }
            let body = plan.prices.level(slot.body.lowerBound)...plan.prices.level(slot.body.upperBound)
            let wick = plan.prices.level(slot.low)...plan.prices.level(slot.high)
            for row in 0..<height {
                let lowest = (height - 1 - row) * glyphs.levelsOfRow
                let parts = (lowest..<lowest + glyphs.levelsOfRow).map { level in
                    body.contains(level) ? CandlePart.body : wick.contains(level) ? .wick : .none
                }
                let character = glyphs.candle(parts, isRising: slot.isRising)
                canvas.put(character, row: row, column: place * plan.columns, slot.tone)
            }
        }
    }

    private func drawVolume(_ plan: Plan, _ glyphs: Glyphs, on canvas: inout Canvas) {
        let greatest = plan.slots.compactMap { $0?.volume }.max() ?? .zero
        let levels = glyphs.levels
        for (place, slot) in plan.slots.enumerated() {
            guard let slot, slot.volume > .zero else { continue }
            let amount = max(slot.volume.share(of: greatest, in: CandleChart.volumeHeight * levels.count), 1)
            for row in 0..<CandleChart.volumeHeight where amount > row * levels.count {
                let level = levels[min(amount - row * levels.count, levels.count) - 1]
                let line = height + CandleChart.volumeHeight - 1 - row
                canvas.put(String(level), row: line, column: place * plan.columns, slot.tone)
            }
        }
        canvas.put(" " + Figures.short(greatest), row: height, column: plan.axis + 1, .faint)
    }

    private func drawPrices(_ plan: Plan, _ glyphs: Glyphs, on canvas: inout Canvas, until bottom: Int) {
        func row(_ price: Int128) -> Int { height - 1 - plan.prices.level(price) / glyphs.levelsOfRow }
        for row in 0..<bottom { canvas.put(glyphs.verticalLine, row: row, column: plan.axis, .faint) }
        for tick in plan.prices.ticks(most: max(height / 3, 3)) {
            canvas.put(glyphs.priceTick, row: row(tick.price), column: plan.axis, .faint)
            canvas.put(" " + tick.text, row: row(tick.price), column: plan.axis + 1)
        }
        guard let last = plan.slots.last(where: { $0 != nil }), let last else { return }
        let blank = String(repeating: " ", count: plan.width - plan.axis)
        canvas.put(blank, row: row(last.close), column: plan.axis)
        canvas.put(glyphs.priceTick, row: row(last.close), column: plan.axis, .faint)
        canvas.put("<" + plan.prices.text(last.close), row: row(last.close), column: plan.axis + 1, .strong)
    }

    private func drawTimes(_ plan: Plan, _ glyphs: Glyphs, on canvas: inout Canvas, below row: Int) {
        canvas.put(String(repeating: glyphs.horizontalLine, count: plan.axis), row: row, column: 0, .faint)
        canvas.put(glyphs.corner, row: row, column: plan.axis, .faint)
        for label in plan.times.labels {
            let column = label.place * plan.columns
            canvas.put(glyphs.timeTick, row: row, column: column, .faint)
            guard column + label.text.count <= plan.width else { continue }
            canvas.put(label.text, row: row + 1, column: column)
        }
    }
}
