/// Why a text tells no faults.
public struct FaultError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

extension FaultRule {
    /// Reads rules like `latency=50ms..500ms;drop=2%;status=502:1%;reset=1x@sendTx,sendTxBatch`: rules are separated by
    /// semicolons; each is a fault, `=`, its value where it has one, `:` and how often it happens, as a percentage or as
    /// the next so many times, and after `@` the requests it happens to. `none` is no rule.
    ///
    /// - Throws: ``FaultError``.
    static func rules(_ text: String) throws(FaultError) -> [FaultRule] {
        guard text != "none" else { return [] }
        var rules: [FaultRule] = []
        for part in text.split(separator: ";") where part.contains(where: { $0 != " " }) {
            rules.append(try FaultRule(part.filter { $0 != " " }))
        }
        return rules
    }

    private init(_ text: String) throws(FaultError) {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let words = halves[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2 else { throw FaultError("\"\(text)\" should be a fault, = and how often: drop=2%") }
        endpoints = halves.count > 1 ? Set(halves[1].split(separator: ",").map(String.init)) : nil
        guard endpoints?.isEmpty != true else { throw FaultError("\"\(text)\" should name requests after @") }
        let (name, value) = (words[0], words[1])
        if let plain = FaultRule.plainFaults[String(name)] {
            (fault, share) = (plain, try FaultRule.share(value, of: name))
            return
        }
        let values = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        fault = try FaultRule.fault(name, values[0])
        share = values.count > 1 ? try FaultRule.share(values[1], of: name) : .ofRequests(10_000)
    }

    private static let plainFaults: [String: Fault] = [
        "drop": .drop, "drop_request": .dropRequest, "reset_after_write": .resetAfterWrite, "reset": .reset,
        "truncate": .truncate, "garbage": .garbage, "rate_limit": .rateLimit, "stale_nonce": .staleNonce,
    ]

    private static func fault(_ name: Substring, _ value: Substring) throws(FaultError) -> Fault {
        switch name {
        case "latency":
            let ends = value.split(separator: ".", omittingEmptySubsequences: true).map { Fault.Milliseconds($0) }
            guard let low = ends.first ?? nil, let high = ends.last ?? nil, low <= high, ends.count <= 2 else {
                throw FaultError("latency should be a time or two, as 50ms..500ms, and is \"\(value)\"")
            }
            return .latency(low...high)
        case "stall", "unindexed":
            guard let time = Fault.Milliseconds(value) else {
                throw FaultError("\(name) should be a time of at most an hour, as 2s, and is \"\(value)\"")
            }
            return name == "stall" ? .stall(time) : .unindexed(time)
        case "status", "status_after":
            guard let status = Int(value), (400...599).contains(status) else {
                throw FaultError("\(name) should be an HTTP status of 400 to 599, and is \"\(value)\"")
            }
            return name == "status" ? .status(status) : .statusAfter(status)
        default:
            let known = plainFaults.keys.sorted() + ["latency", "stall", "status", "status_after", "unindexed"]
            throw FaultError("there is no fault \"\(name)\": \(known.joined(separator: ", "))")
        }
    }

    private static func share(_ text: some StringProtocol, of name: Substring) throws(FaultError) -> Share {
        if text.hasSuffix("x"), let count = Int(text.dropLast()), (1...1_000_000).contains(count) {
            return .next(count)
        }
        if text.hasSuffix("%"), let share = hundredths(text.dropLast()), share <= 10_000 { return .ofRequests(share) }
        throw FaultError(
            "\(name) should happen to a share of the requests, as 2%, or the next few, as 1x, not \"\(text)\""
        )
    }

    /// A decimal with at most two digits behind the point, times 100.
    private static func hundredths(_ text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Int64(parts[0]), (0...100).contains(whole) else { return nil }
        guard parts.count > 1 else { return whole * 100 }
        guard let rest = Int64(parts[1]), rest >= 0, (1...2).contains(parts[1].count) else { return nil }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }
}

extension FaultRule: CustomStringConvertible {
    /// The rule as it is read.
    var description: String {
        let share =
            switch share {
            case .ofRequests(let parts): Amount.text(parts, decimals: 2) + "%"
            case .next(let count): "\(count)x"
            }
        let beginning =
            switch fault {
            case .latency(let range): "latency=\(range.lowerBound.value)ms..\(range.upperBound.value)ms:"
            case .stall(let time): "stall=\(time.value)ms:"
            case .unindexed(let time): "unindexed=\(time.value)ms:"
            case .status(let status): "status=\(status):"
            case .statusAfter(let status): "status_after=\(status):"
            default: (FaultRule.plainFaults.first { $0.value == fault }?.key ?? "") + "="
            }
        return beginning + share + (endpoints.map { "@" + $0.sorted().joined(separator: ",") } ?? "")
    }
}
