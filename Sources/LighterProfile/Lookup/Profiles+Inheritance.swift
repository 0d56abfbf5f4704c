import LighterFiles

extension Profiles {
    /// The longest line of profiles that build upon each other.
    private static let maximumGenerations = 16

    /// What a profile says and what those say that it builds upon, the lowest first.
    ///
    /// - Throws: ``ProfileError`` for anything wrong in any of them, and at the `extends` that closes a circle.
    func layers(of text: ProfileText) throws(ProfileError) -> [ProfileLayer] {
        var layers = [try ProfileLayer(text)]
        var origins = [text.origin.canonical]
        var current = text
        while let extends = layers.last?.extends, case .string(let base) = extends.value {
            current = try self.base(base, of: current.origin, saidAt: extends.source)
            guard !origins.contains(current.origin.canonical) else {
                throw ProfileError(.configuration, "`extends` goes round in a circle", at: extends.source)
            }
            guard origins.count < Profiles.maximumGenerations else {
                throw ProfileError(
                    .configuration,
                    "`extends` leads over more than \(Profiles.maximumGenerations) profiles",
                    at: extends.source
                )
            }
            origins.append(current.origin.canonical)
            layers.append(try ProfileLayer(current))
        }
        return layers.reversed()
    }

    /// The text of the profile that the one at `origin` extends. By its own name a user's file means the built-in one.
    private func base(
        _ name: String,
        of origin: ProfileText.Origin,
        saidAt source: ValueSource
    ) throws(ProfileError) -> ProfileText {
        do throws(ProfileError) {
            let reference = try ProfileReference(name, from: directory(of: source), in: environment)
            guard case .name(let name) = reference, origin == .file(userPath(name)) else { return try find(reference) }
            guard let text = BuiltInProfiles.text(name) else {
                throw ProfileError(.notFound, "no built-in profile \"\(name)\"", hint: "lighter profile list")
            }
            return text
        } catch {
            throw ProfileError(.configuration, "`extends`: \(error.message)", at: source, hint: error.hint)
        }
    }

    /// Where relative paths start that are written there.
    func directory(of source: ValueSource) -> String {
        switch source {
        case .file(let path, _):
            let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/"
            )
            return directory.isEmpty ? "/" : directory
        case .builtIn: return directories.configuration
        case .environment, .flag, .fallback: return environment.workingDirectory
        }
    }
}

extension ProfileText.Origin {
    /// The same for every path that leads to the same file.
    fileprivate var canonical: ProfileText.Origin {
        guard case .file(let path) = self else { return self }
        return .file(FileAccess.canonicalPath(path))
    }
}
