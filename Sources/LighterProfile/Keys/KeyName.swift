import LighterStatus

/// The name of a key in the keystore: letters, digits, `-`, `_` and `.`, at most 64 of them, and not `.` or `-` at the start.
public struct KeyName: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    public var description: String { text }

    /// Why a text is no name.
    public struct Impossible: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// - Throws: ``Impossible``.
    public init(_ text: String) throws(Impossible) {
        let isFitting = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        // What looks like a key is no name, so that nobody's key becomes the name of a file.
        guard isFitting, withoutKeys(text) == text, !text.isEmpty, text.utf8.count <= 64, !text.hasPrefix("."),
            !text.hasPrefix("-")
        else {
            throw Impossible(
                description:
                    "a key's name has at most 64 letters, digits, `-`, `_` and `.`, and begins with a letter or digit"
            )
        }
        self.text = text
    }
}
