extension StringProtocol {
    /// Columns the text takes on a terminal: wide scripts take two a character, marks that combine none.
    var displayWidth: Int {
        utf8.allSatisfy { $0 < 0x80 } ? utf8.count : unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: Unicode.Scalar.wide.contains { $0.contains(value) } ? 2 : 1
        }
    }

    /// The blocks whose characters are wide (Unicode Standard Annex 11), without the rare ones.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}

extension String {
    /// The text in lines of a width. They are broken between words; a word that is longer stays whole, so that it can be
    /// copied.
    func wrapped(to width: Int) -> [String] {
        guard displayWidth > width else { return [self] }
        let indent = String(prefix { $0 == " " })
        var lines: [String] = []
        var line = indent
        for word in split(separator: " ") {
            if line.displayWidth > indent.count, line.displayWidth + 1 + word.displayWidth > width {
                lines.append(line)
                line = indent
            }
            line += (line.displayWidth > indent.count ? " " : "") + word
        }
        return lines + [line]
    }
}
