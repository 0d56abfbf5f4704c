import Foundation

/// Looks for secrets where none may be: whole, or any fifteen bytes in a row of them, raw in either order, as hexadecimal
/// digits in either case, in base64 wherever in a text, or as decimal numbers. A secret should be random, or parts of it are
/// found everywhere.
struct SecretScan: Sendable {
    /// What a part of a secret looks like in one form.
    private struct Mark: Sendable {
        let secret: String
        let form: String
        let bytes: [UInt8]
    }

    private let marks: [Mark]
    /// The marks by their first two bytes.
    private let beginnings: [[Int]]

    /// So many bytes in a row are taken for a part of the secret.
    private static let partLength = 8

    /// - Parameter secrets: by the names they are told under.
    init(secrets: [String: [UInt8]]) {
        let marks = secrets.flatMap { name, secret in
            stride(from: 0, to: max(secret.count - SecretScan.partLength, 0) + 1, by: SecretScan.partLength)
                .flatMap { start in SecretScan.forms(of: Array(secret[start...].prefix(SecretScan.partLength))) }
                .map { Mark(secret: name, form: $0.form, bytes: $0.bytes) }
        }
        var beginnings = [[Int]](repeating: [], count: 1 << 16)
        for (index, mark) in marks.enumerated() where mark.bytes.count >= 2 {
            beginnings[Int(mark.bytes[0]) << 8 | Int(mark.bytes[1])].append(index)
        }
        (self.marks, self.beginnings) = (marks, beginnings)
    }

    private static func forms(of part: [UInt8]) -> [(form: String, bytes: [UInt8])] {
        [("", part), (", backwards", part.reversed())].flatMap { suffix, part in
            let digits = part.map { String(format: "%02x", $0) }.joined()
            let base64 = (0..<3).map { ("base64", inner(of: part, after: $0)) }
            let urlSafe = base64.map { form, text in
                (form, text.replacing("+", with: "-").replacing("/", with: "_"))
            }
            let number = part.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let texts =
                [("hexadecimal digits", digits), ("hexadecimal digits", digits.uppercased())] + base64 + urlSafe
                + (part.count == partLength ? [("a decimal number", String(number))] : [])
            return [("raw" + suffix, part)] + texts.map { ($0.0 + suffix, Array($0.1.utf8)) }
        }
    }

    /// The characters of base64 that follow from a part alone, where so many bytes stand before it.
    private static func inner(of part: [UInt8], after count: Int) -> String {
        let text = Data([UInt8](repeating: 0, count: count) + part).base64EncodedString()
        let first = (count * 8 + 5) / 6
        let end = (count + part.count) * 8 / 6
        return String(text.dropFirst(first).prefix(end - first))
    }

    /// What shows in some bytes: which secret, in what form, and where; never the secret.
    func findings(in bytes: some Sequence<UInt8>, of place: String) -> [String] {
        let bytes = Array(bytes)
        var found: Set<Int> = []
        bytes.withUnsafeBytes { bytes in
            // Few places begin like a mark, and only there is more to be compared.
            for start in 0..<max(bytes.count - 1, 0) {
                for index in beginnings[Int(bytes[start]) << 8 | Int(bytes[start + 1])] {
                    let mark = marks[index].bytes
                    if bytes[start...].prefix(mark.count).elementsEqual(mark) { found.insert(index) }
                }
            }
        }
        return found.sorted().map { "\(marks[$0].secret), \(marks[$0].form), in \(place)" }
    }

    /// What shows in what a command wrote.
    func findings(in outcome: Outcome, of place: String) -> [String] {
        findings(in: outcome.output.utf8, of: "\(place): output")
            + findings(in: outcome.errors.utf8, of: "\(place): errors")
    }

    /// What shows in the files below a directory, and in their names.
    ///
    /// - Parameter exceptions: the files that hold a secret, by their paths.
    func findings(inFilesBelow directory: String, except exceptions: Set<String> = []) -> [String] {
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        return names.flatMap { name in
            let path = "\(directory)/\(name)"
            let content = exceptions.contains(path) ? nil : FileManager.default.contents(atPath: path)
            return findings(in: name.utf8, of: "the name \(name)") + findings(in: content ?? Data(), of: name)
        }
    }

    /// What shows in the arguments and the environment of a process and those it has started, where they may be read.
    func findings(inProcess id: pid_t) -> [String] {
        let own = ["cmdline", "environ"].flatMap { name in
            findings(in: SecretScan.read("/proc/\(id)/\(name)"), of: "\(name) of process \(id)")
        }
        let children = String(decoding: SecretScan.read("/proc/\(id)/task/\(id)/children"), as: UTF8.self)
        return own + children.split(separator: " ").compactMap { pid_t($0) }.flatMap { findings(inProcess: $0) }
    }

    /// What shows in the memory that a process writes to, where it may be read.
    func findings(inMemoryOf id: pid_t) -> [String] {
        guard let memory = FileHandle(forReadingAtPath: "/proc/\(id)/mem") else { return [] }
        let maps = String(decoding: SecretScan.read("/proc/\(id)/maps"), as: UTF8.self)
        return maps.split(separator: "\n").flatMap { line -> [String] in
            let columns = line.split(separator: " ")
            let bounds = columns[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard columns[1].hasPrefix("rw"), bounds.count == 2, (try? memory.seek(toOffset: bounds[0])) != nil else {
                return []
            }
            let content = try? memory.read(upToCount: Int(bounds[1] - bounds[0]))
            return findings(in: content ?? Data(), of: "the memory of process \(id)")
        }
    }

    /// What shows in a trace of `strace -xx`: in all that was written, sent and started.
    func findings(inTrace path: String, of place: String) -> [String] {
        let text = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let escape = text[index...].prefix(4)
            if escape.count == 4, escape.starts(with: "\\x".utf8),
                let byte = UInt8(String(decoding: escape.dropFirst(2), as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                index += 4
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return findings(in: bytes, of: place)
    }

    /// The kernel tells no size of such a file.
    private static func read(_ path: String) -> Data {
        (try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd()) ?? Data()
    }
}
