import LighterTOML

/// Where a value of a profile comes from. Flags win over the environment, the environment over files.
public enum ValueSource: Hashable, Sendable {
    case file(path: String, TextPosition)
    case builtIn(name: String, TextPosition)
    case environment(variable: String)
    case flag(String)
    /// Set nowhere: what `lighter` does by itself.
    case fallback
}

extension ValueSource: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let position): "\(path):\(position.line)"
        case .builtIn(let name, _): "built-in \(name)"
        case .environment(let variable): "environment \(variable)"
        case .flag(let flag): "flag \(flag)"
        case .fallback: "default"
        }
    }
}
