import Foundation
import LighterProfile

/// A throw-away world: directories of its own and no variables but those of a test.
final class World {
    let directory: String
    private var variables: [String: String]

    init(_ variables: [String: String] = [:]) throws {
        let directory = NSTemporaryDirectory() + "lighter-profile-\(UUID().uuidString)"
        self.directory = directory
        self.variables = ["HOME": directory].merging(variables) { _, new in new }
        try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    var configuration: String { "\(directory)/.config/lighter" }

    var environment: ProfileEnvironment {
        ProfileEnvironment(variables: variables, workingDirectory: directory)
    }

    func profiles(_ more: [String: String] = [:]) throws -> Profiles {
        var environment = environment
        environment.variables.merge(more) { _, new in new }
        return try Profiles(environment)
    }

    /// Writes a file below the world's directory and gives its path.
    @discardableResult
    func write(_ path: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = "\(directory)/\(path)"
        let parent = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// Writes a profile into the configuration directory.
    @discardableResult
    func profile(_ name: String, _ text: String) throws -> String {
        try write(".config/lighter/\(name).toml", text)
    }
}

/// The error of `body`; nil where it throws none.
func profileError(_ body: () throws(ProfileError) -> some Any) -> ProfileError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error
    }
}
