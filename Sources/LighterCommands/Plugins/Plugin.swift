import Glibc
import LighterFiles

/// A program `lighter-NAME` on the PATH, which `lighter NAME` runs.
struct Plugin {
    /// Letters, digits, `-`, `_` and `.`, of which the first is a letter or digit.
    let name: String
    /// Absolute.
    let path: String

    private static let prefix = "lighter-"
    private static let maximumNameLength = 64

    /// The first program of a name on the PATH; nil where there is none, or the name is none of a plugin.
    static func named(_ name: String, on path: String?) -> Plugin? {
        guard isName(name) else { return nil }
        let paths = directories(path).lazy.map { "\($0)/\(prefix)\(name)" }
        return paths.first(where: isProgram).map { Plugin(name: name, path: $0) }
    }

    /// All plugins on the PATH by their names, but the hidden ones. Of several that have one name the first.
    static func all(on path: String?, except isHidden: (String) -> Bool) -> [Plugin] {
        var found: [String: Plugin] = [:]
        for directory in directories(path) {
            for file in (try? FileAccess.names(in: directory)) ?? [] where file.hasPrefix(prefix) {
                let plugin = Plugin(name: String(file.dropFirst(prefix.count)), path: "\(directory)/\(file)")
                guard isName(plugin.name), !isHidden(plugin.name), found[plugin.name] == nil,
                    isProgram(plugin.path)
                else { continue }
                found[plugin.name] = plugin
            }
        }
        return found.values.sorted { $0.name < $1.name }
    }

    /// The directories that are named from the root. What lies in the directory one happens to stand in is no command.
    private static func directories(_ path: String?) -> [String] {
        (path ?? "").split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= maximumNameLength else { return false }
        return isLetterOrDigit(first) && text.utf8.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
