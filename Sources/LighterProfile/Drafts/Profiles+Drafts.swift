import LighterFiles

extension Profiles {
    /// Begins a profile of one's own that builds upon another.
    ///
    /// - Throws: ``ProfileError`` when there is one already, or nothing usable of the name `base`.
    public func draft(_ name: String, extending base: String) throws(ProfileError) -> ProfileDraft {
        guard case .name = try reference(name) else {
            throw ProfileError(
                .notFound,
                "a new profile is made by its name, not a path",
                hint: "leave out the directory"
            )
        }
        guard case .name = try reference(base) else {
            throw ProfileError(.notFound, "a new profile extends another by its name, not a path")
        }
        if name == base, BuiltInProfiles.bytes(name) == nil { throw notFound(base) }
        guard !(try userNames()).contains(name) else { throw exists(name) }
        let selection = ProfileSelection(reference: .name(base), reason: .argument)
        let draft = ProfileDraft(name, extending: try resolve(selection, upper: []))
        try requireNamesake(name, on: draft.base.network)
        return draft
    }

    /// A draft as the profile that it will be.
    ///
    /// - Throws: ``ProfileError`` where its values do not fit together.
    public func resolve(_ draft: ProfileDraft) throws(ProfileError) -> Profile {
        try draft.layer.requireOneSource()
        return try resolve(
            draft.base.selection,
            upper: [draft.layer]
        )
    }

    /// Writes a draft, readable by its owner alone, and gives the path of its file. One that exists is left as it is.
    ///
    /// - Throws: ``ProfileError``: as ``resolve(_:)``, or when the file cannot be written.
    public func create(_ draft: ProfileDraft) throws(ProfileError) -> String {
        _ = try resolve(draft)
        let path = userPath(draft.name)
        do {
            try FileAccess.createDirectory(directories.configuration)
            try FileAccess.create(path, with: draft.text)
        } catch .exists {
            throw exists(draft.name)
        } catch {
            throw ProfileError(.cannotCreate, "the profile cannot be written: \(error.description)", file: path)
        }
        return path
    }

    private func exists(_ name: String) -> ProfileError {
        ProfileError(
            .cannotCreate,
            "there is a profile \(name) already, and none is overwritten",
            file: userPath(name),
            hint: "take another name, or change the file"
        )
    }
}
