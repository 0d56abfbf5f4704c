/// Text from the network made fit for a terminal, a log and a JSON document.
///
/// Terminal escape sequences and markup tags go, control, invisible and direction-changing characters go, runs of white
/// space become one space. The result holds at most `limit` Unicode scalars, the last being `…` when text was cut.
public func sanitized(_ text: String, limit: Int = 300) -> String {
    guard !isPlain(text, limit) else { return text }
    var scalars = printable(text)[...]
    var clean = String.UnicodeScalarView()
    var length = 0
    var spacePending = false
    while let scalar = scalars.popFirst() {
        if scalar == " " || (scalar == "<" && scalars.dropTag()) {
            spacePending = length > 0
            continue
        }
        let needed = spacePending ? 2 : 1
        guard length + needed <= limit else { return cut(clean, to: limit) }
        if spacePending { clean.append(" ") }
        clean.append(scalar)
        length += needed
        spacePending = false
    }
    return String(clean)
}

/// Whether a text is as it should be already: ASCII to be seen, single spaces between, no tag.
private func isPlain(_ text: String, _ limit: Int) -> Bool {
    guard text.utf8.count <= limit else { return false }
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
        guard (0x20...0x7E).contains(byte), byte != UInt8(ascii: "<") else { return false }
        guard byte != UInt8(ascii: " ") || last != byte else { return false }
        last = byte
    }
    return last != UInt8(ascii: " ")
}

/// The same for bytes that claim to be UTF-8: what is not becomes `�`.
public func sanitized(utf8 bytes: some Collection<UInt8>, limit: Int = 300) -> String {
    sanitized(String(decoding: bytes, as: UTF8.self), limit: limit)
}

private func cut(_ scalars: String.UnicodeScalarView, to limit: Int) -> String {
    guard limit > 0 else { return "" }
    return String(String.UnicodeScalarView(scalars.prefix(limit - 1))) + "…"
}

/// The text without escape sequences and invisible characters, every kind of white space a space.
///
/// A pass of its own: a tag may show only when an invisible character inside it is gone.
private func printable(_ text: String) -> String.UnicodeScalarView {
    var scalars = text.unicodeScalars[...]
    var printable = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
        switch scalar {
        case "\u{1B}": scalars.dropEscapeSequence()
        case "\u{9B}": scalars.dropControlSequence()
        case _ where scalar.isBlank: printable.append(" ")
        case _ where scalar.isVisible: printable.append(scalar)
        default: break
        }
    }
    return printable
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool {
        switch properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: ("\t"..."\r").contains(self) || self == "\u{85}"
        }
    }

    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate: false
        default: true
        }
    }
}

extension Substring.UnicodeScalarView {
    /// Drops what follows an escape character: a control sequence, a string up to its terminator, or one character.
    fileprivate mutating func dropEscapeSequence() {
        guard let introducer = popFirst() else { return }
        switch introducer {
        case "[": dropControlSequence()
        case "]", "P", "X", "^", "_": dropControlString()
        case " "..."/": _ = popFirst()
        default: break
        }
    }

    /// Parameters and intermediates, then the final byte (ECMA-48, section 5.4).
    fileprivate mutating func dropControlSequence() {
        while let next = first, (" "..."?").contains(next) { removeFirst() }
        if let final = first, ("@"..."~").contains(final) { removeFirst() }
    }

    /// Up to BEL or ST (ECMA-48, section 5.6), or the next escape. A string that never ends takes nothing with it.
    private mutating func dropControlString() {
        guard let end = firstIndex(where: { $0 == "\u{07}" || $0 == "\u{9C}" || $0 == "\u{1B}" }) else { return }
        let terminator = self[end]
        let rest = self[index(after: end)...]
        if terminator != "\u{1B}" {
            self = rest
        } else if rest.first == "\\" {
            self = rest.dropFirst()
        } else {
            self = self[end...]
        }
    }

    /// Drops the rest of a tag whose `<` was just read. False, and nothing dropped, when it is only a less-than sign.
    ///
    /// A tag is at most 2 000 characters here, so that hostile text cannot make the search quadratic.
    fileprivate mutating func dropTag() -> Bool {
        guard let opening = first else { return false }
        switch opening {
        case "a"..."z", "A"..."Z", "/", "!", "?": break
        default: return false
        }
        guard let end = prefix(2_000).firstIndex(of: ">") else { return false }
        self = self[index(after: end)...]
        return true
    }
}
