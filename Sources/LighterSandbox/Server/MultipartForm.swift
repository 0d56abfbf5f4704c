/// Reads `multipart/form-data` (RFC 7578), of which the venue takes text fields.
enum MultipartForm {
    /// The boundary named by a content type.
    static func boundary(in contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let halves = parameter.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, halves[0].filter({ $0 != " " }).lowercased() == "boundary" else { continue }
            let value = halves[1].filter { $0 != "\"" && $0 != " " }
            return value.isEmpty ? nil : String(value)
        }
        return nil
    }

    /// The fields of a body, or nil when it is not made as it should.
    static func read(_ body: [UInt8], boundary: String) -> Parameters? {
        guard !body.contains(0) else { return nil }
        let delimiter = Array("--\(boundary)".utf8)
        var pairs: [(name: String, value: String)] = []
        guard var start = find(delimiter, in: body, from: 0) else { return nil }
        while true {
            start += delimiter.count
            if body[start...].starts(with: Array("--".utf8)) { return Parameters(pairs) }
            guard body[start...].starts(with: newline), let end = find(newline + delimiter, in: body, from: start),
                let headEnd = find(newline + newline, in: body, from: start), headEnd < end,
                let head = String(validating: body[start..<headEnd], as: UTF8.self), let name = name(in: head),
                let value = String(validating: body[(headEnd + 4)..<max(end, headEnd + 4)], as: UTF8.self)
            else { return nil }
            pairs.append((name, value))
            start = end + newline.count
        }
    }

    private static let newline: [UInt8] = [13, 10]

    private static func name(in head: String) -> String? {
        guard
            let line = head.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") })
        else { return nil }
        for parameter in line.split(separator: ";").dropFirst() {
            let halves = parameter.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, halves[0].filter({ $0 != " " }) == "name" else { continue }
            return String(halves[1].filter { $0 != "\"" })
        }
        return nil
    }

    private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, start + pattern.count <= body.count else { return nil }
        var place = start
        while place + pattern.count <= body.count {
            if body[place] == first, body[place...].starts(with: pattern) { return place }
            place += 1
        }
        return nil
    }
}
