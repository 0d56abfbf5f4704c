import LighterFiles

extension Profiles {
    /// Where `profile use` stores its choice.
    var choicePath: String { "\(directories.configuration)/active-profile" }

    /// Makes a profile the one that is used when none is asked for.
    ///
    /// - Throws: ``ProfileError`` when the profile cannot be used, or the choice not be stored.
    public func use(_ text: String) throws(ProfileError) {
        let reference = try reference(text)
        _ = try resolve(ProfileSelection(reference: reference, reason: .argument), upper: [])
        do {
            try FileAccess.createDirectory(directories.configuration)
            try FileAccess.replace(choicePath, with: "\(reference)\n")
        } catch {
            throw ProfileError(.cannotCreate, "the choice cannot be stored: \(error.description)", file: choicePath)
        }
    }

    /// What `profile use` has stored; nil where it never ran.
    func storedChoice() throws(ProfileError) -> ProfileReference? {
        var isMissing = false
        let bytes: [UInt8]
        do {
            bytes = try FileAccess.read(
                choicePath,
                limit: 4096,
                trouble: { trouble in
                    isMissing = trouble == .missing
                    return ProfileError(trouble, file: choicePath, when: "the choice of profile use cannot be read")
                }
            )
        } catch {
            if isMissing { return nil }
            throw error
        }
        let line = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
        guard let text = String(validating: line, as: UTF8.self), let reference = try? reference(text) else {
            throw ProfileError(
                .configuration,
                "this is no choice of a profile",
                file: choicePath,
                hint: "lighter profile use \(Profiles.fallbackName)"
            )
        }
        return reference
    }
}
