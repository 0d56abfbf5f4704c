import LighterFiles
import LighterStatus

/// All profiles there are: those compiled in, those in the configuration directory, and any file by its path.
public struct Profiles: Sendable {
    public let environment: ProfileEnvironment
    public let directories: Directories

    /// The profile of someone who has chosen none.
    public static let fallbackName = "sandbox"

    /// - Throws: ``ProfileError`` when the environment names no place for files.
    public init(_ environment: ProfileEnvironment = .current()) throws(ProfileError) {
        self.environment = environment
        directories = try Directories(environment)
    }

    /// Which profile is meant: the one asked for, that of `LIGHTER_PROFILE`, that of `profile use`, the sandbox.
    ///
    /// - Throws: ``ProfileError`` for what can be no profile; whether there is one shows when it is read.
    public func selection(_ asked: String? = nil) throws(ProfileError) -> ProfileSelection {
        if let asked { return ProfileSelection(reference: try reference(asked), reason: .argument) }
        if let text = try environment.value(of: "LIGHTER_PROFILE") {
            return ProfileSelection(reference: try reference(text), reason: .environment)
        }
        if let stored = try storedChoice() { return ProfileSelection(reference: stored, reason: .stored) }
        return ProfileSelection(reference: .name(Profiles.fallbackName), reason: .fallback)
    }

    /// The file of a profile; nil for a built-in one.
    ///
    /// - Throws: ``ProfileError`` when there is no such profile.
    public func path(_ asked: String? = nil) throws(ProfileError) -> String? {
        guard case .file(let path) = try find(selection(asked).reference).origin else { return nil }
        return path
    }

    /// The text of a profile as it was written.
    ///
    /// - Throws: ``ProfileError`` when there is no such profile.
    public func text(_ asked: String? = nil) throws(ProfileError) -> String {
        try find(selection(asked).reference).string()
    }

    func reference(_ text: String) throws(ProfileError) -> ProfileReference {
        try ProfileReference(text, from: environment.workingDirectory, in: environment)
    }

    /// Where a profile of one's own stands, whether there is one or not.
    func userPath(_ name: String) -> String { "\(directories.configuration)/\(name).toml" }

    /// The text of a profile. A user's file comes before a built-in profile of the same name.
    func find(_ reference: ProfileReference) throws(ProfileError) -> ProfileText {
        switch reference {
        case .path(let path):
            guard let text = try file(path) else {
                throw ProfileError(.notFound, "no such profile", file: path, hint: "lighter profile list")
            }
            return text
        case .name(let name):
            if let text = try file(userPath(name)) { return text }
            if let text = BuiltInProfiles.text(name) { return text }
            throw notFound(name)
        }
    }

    func notFound(_ name: String) -> ProfileError {
        let known = BuiltInProfiles.names + ((try? userNames()) ?? [])
        let nearest = Spelling.nearest(to: name, among: known)
        return ProfileError(
            .notFound,
            "no profile \"\(name)\"",
            hint: nearest.map { "did you mean \"\($0)\"?" } ?? "lighter profile list",
            mending: nearest.map { .replacing(name, with: $0) }
        )
    }

    /// The names of the files in the configuration directory.
    func userNames() throws(ProfileError) -> [String] {
        let files: [String]
        do {
            files = try FileAccess.names(in: directories.configuration)
        } catch {
            throw ProfileError(error, file: directories.configuration, when: "the directory cannot be read")
        }
        var names: [String] = []
        for file in files where file.hasSuffix(".toml") {
            // Files whose names no one can ask for are none of ours.
            if case .name(let name)? = try? reference(String(file.dropLast(5))) { names.append(name) }
        }
        return names
    }

    private func file(_ path: String) throws(ProfileError) -> ProfileText? {
        var isMissing = false
        do {
            let bytes = try FileAccess.read(
                path,
                limit: ProfileText.maximumSize,
                trouble: { trouble in
                    isMissing = trouble == .missing
                    return ProfileError(trouble, file: path, when: "the profile cannot be read")
                }
            )
            return ProfileText(origin: .file(path), bytes: bytes)
        } catch {
            if isMissing { return nil }
            throw error
        }
    }
}

extension ProfileError {
    init(_ trouble: FileAccess.Trouble, file: String, when message: String) {
        let kind: Kind =
            switch trouble {
            case .missing: .notFound
            case .denied: .permission
            default: .configuration
            }
        self.init(kind, "\(message): \(trouble.description)", file: file)
    }
}
