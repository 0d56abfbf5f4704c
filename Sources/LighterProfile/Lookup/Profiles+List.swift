/// One line of `profile list`.
public struct ProfileListing: Sendable {
    public let name: String
    /// The file; nil for a built-in profile.
    public let path: String?
    /// Whether it is used when none is asked for.
    public let isActive: Bool
    /// What it builds upon, as it says itself.
    public let extends: String?
    /// Nil where the profile cannot be used.
    public let network: Network?
    /// Why the profile cannot be used.
    public let problem: ProfileError?
}

extension Profiles {
    /// The built-in profiles and those in the configuration directory, by name. A user's file hides a built-in profile
    /// of the same name; one that is wrong is listed with what is wrong. An active profile outside the directory comes
    /// last.
    ///
    /// - Throws: ``ProfileError`` when the directory cannot be read, or the choice of the active profile is unreadable.
    public func list() throws(ProfileError) -> [ProfileListing] {
        let active = try selection()
        var references = try names().map { ProfileReference.name($0) }
        if case .path = active.reference { references.append(active.reference) }
        return references.map { listing($0, isActive: $0 == active.reference) }
    }

    private func listing(_ reference: ProfileReference, isActive: Bool) -> ProfileListing {
        var path: String?
        var extends: String?
        var network: Network?
        var problem: ProfileError?
        do {
            let text = try find(reference)
            if case .file(let file) = text.origin { path = file }
            if case .string(let base)? = try ProfileLayer(text).extends?.value { extends = base }
            network = try resolve(ProfileSelection(reference: reference, reason: .argument), upper: []).network
        } catch {
            problem = error
        }
        return ProfileListing(
            name: reference.profileName,
            path: path,
            isActive: isActive,
            extends: extends,
            network: network,
            problem: problem
        )
    }
}

extension ProfileReference {
    /// The name, or the file's without its directory and `.toml`.
    var profileName: String {
        switch self {
        case .name(let name): return name
        case .path(let path):
            let file = path.split(separator: "/").last.map(String.init) ?? path
            return file.hasSuffix(".toml") ? String(file.dropLast(5)) : file
        }
    }
}
