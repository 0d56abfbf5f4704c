import Foundation
import Glibc
import Testing

/// A release brings a libcurl of its own, in `lib/lighter` beside the `bin` where it is.
@Suite struct OwnLibcurlTests {
    private let world: CommandLineWorld
    private let bin: String
    private let library: String

    init() throws {
        world = try CommandLineWorld()
        bin = world.directory + "/prefix/bin"
        library = world.directory + "/prefix/lib/lighter/libcurl.so.4"
        let files = FileManager.default
        for path in [bin, (library as NSString).deletingLastPathComponent] {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try files.copyItem(atPath: CommandLineWorld.binaries + "/lighter", toPath: bin + "/lighter")
    }

    /// The libraries that a request loads, as the dynamic linker tells.
    private func loaded() throws -> [String] {
        let outcome = try world.start(
            ["book", "ETH"],
            variables: ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": world.directory + "/linker"],
            program: bin + "/lighter"
        ).wait()
        outcome.expectSuccess()
        let files = FileManager.default
        let told = try files.contentsOfDirectory(atPath: world.directory).filter { $0.hasPrefix("linker") }
        return try told.flatMap { name in
            let path = world.directory + "/" + name
            defer { try? files.removeItem(atPath: path) }
            return try String(contentsOfFile: path, encoding: .utf8).matches(of: /calling init: (.+)/).map {
                String($0.output.1)
            }
        }
    }

    private func isOwnLoaded() throws -> Bool { try loaded().contains { $0.hasPrefix("/proc/self/fd/") } }

    @Test func isTakenWhereNobodyElseCanWriteToIt() throws {
        let system = try #require(try loaded().first { $0.contains("/libcurl") })
        try Data(contentsOf: URL(filePath: system)).write(to: URL(filePath: library))
        for (mode, isTaken) in [(0o644, true), (0o444, true), (0o664, false), (0o646, false), (0o666, false)] {
            #expect(chmod(library, mode_t(mode)) == 0)
            #expect(try isOwnLoaded() == isTaken, "\(String(mode, radix: 8))")
        }
        #expect(chmod(library, 0o644) == 0)
        if geteuid() == 0 {
            #expect(chown(library, 12_345, 12_345) == 0)
            #expect(try !isOwnLoaded())
            #expect(chown(library, 0, 0) == 0)
        }
        #expect(try isOwnLoaded())
        // What a link leads to may change, and what is no library is none.
        try FileManager.default.moveItem(atPath: library, toPath: library + ".moved")
        try FileManager.default.createSymbolicLink(atPath: library, withDestinationPath: library + ".moved")
        #expect(try !isOwnLoaded())
        try FileManager.default.removeItem(atPath: library)
        try Data("no library".utf8).write(to: URL(filePath: library))
        #expect(try !isOwnLoaded())
        // Nobody writes to a pipe: it is not waited for.
        try FileManager.default.removeItem(atPath: library)
        #expect(mkfifo(library, 0o600) == 0)
        #expect(try !isOwnLoaded())
    }
}
