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

    /// Writes a profile of one's own that builds upon another, and gives the path of its file.
    ///
    /// - Throws: ``ProfileError`` when there is one already, nothing of the name `base`, or the file cannot be written.
    public func create(_ name: String, extending base: String) throws(ProfileError) -> String {
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
        _ = try find(.name(base))
        if name == base, BuiltInProfiles.bytes(name) == nil { throw notFound(base) }
        let path = userPath(name)
        do {
            try FileAccess.createDirectory(directories.configuration)
            try FileAccess.create(path, with: Profiles.template(extending: base))
        } catch {
            throw ProfileError(.cannotCreate, "the profile cannot be written: \(error.description)", file: path)
        }
        return path
    }

    private static func template(extending base: String) -> String {
        """
        # What is not said here is as in "\(base)": lighter profile show --sources
        extends = "\(base)"

        # account = 12345                  # these two only where the key does not say them itself
        # api_key_index = 5                # 0–3 are the venue's own apps'

        # [key]                            # lighter keys generate bot --account 12345 --index 5
        # keystore = "bot"

        # [guard]
        # markets = ["ETH", "BTC"]
        # max_notional = "500"

        """
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
