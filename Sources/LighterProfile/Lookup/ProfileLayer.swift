import LighterTOML

/// What one file, the environment or the flags say: raw values and where each stands.
struct ProfileLayer: Sendable {
    struct Setting: Hashable, Sendable {
        let value: RawValue
        /// What is shown for it.
        let text: String
        let source: ValueSource
    }

    /// By path.
    var values: [String: Setting] = [:]
    /// Nil where the layer has no `[[canary.probe]]`. The settings of a probe are by path, too.
    var probes: [[String: Setting]]?
    /// Where each probe begins.
    var probeSources: [ValueSource] = []
    /// The profile the layer builds upon.
    var extends: Setting?

    /// Lays `upper` over this layer: its values win key by key, its arrays replace.
    ///
    /// Some things are replaced whole. A layer that says where the private key is says all about it: another key's
    /// password would be of no use. Of the places for the password the upper one holds. And a stream belongs to the venue
    /// it was given with: with another `url` it is sought there.
    mutating func lay(_ upper: ProfileLayer) {
        let (keySources, passwordSources) = (ProfileSchema.keySources, ProfileSchema.passwordSources)
        let namesKey = keySources.contains { upper.values[$0] != nil }
        if namesKey { for path in keySources { values[path] = nil } }
        if namesKey || passwordSources.contains(where: { upper.values[$0] != nil }) {
            for path in passwordSources { values[path] = nil }
        }
        if upper.values[ProfileSchema.url.path] != nil { values[ProfileSchema.streamURL.path] = nil }
        values.merge(upper.values) { _, new in new }
        if let upperProbes = upper.probes {
            probes = upperProbes
            probeSources = upper.probeSources
        }
    }

    /// - Throws: ``ProfileError`` at the second one, when the layer names more than one place for the private key, or for
    ///   its password.
    func requireOneSource() throws(ProfileError) {
        try requireOne(of: ProfileSchema.keySources, saying: "where the private key is")
        try requireOne(of: ProfileSchema.passwordSources, saying: "where the password is")
    }

    private func requireOne(of paths: [String], saying what: String) throws(ProfileError) {
        let sources = paths.compactMap { path in values[path].map { (path, $0.source) } }
            .sorted { $0.1.position < $1.1.position }
        guard sources.count > 1, let first = sources.first, let second = sources.dropFirst().first else { return }
        throw ProfileError(
            .configuration,
            "`\(second.0)` and `\(first.0)` both say \(what)",
            at: second.1,
            hint: "keep one of them"
        )
    }
}

extension ValueSource {
    /// Where in its text the value stands; the beginning for what has no text.
    fileprivate var position: TextPosition {
        switch self {
        case .file(_, let position), .builtIn(_, let position): position
        case .environment, .flag, .fallback: .start
        }
    }
}
