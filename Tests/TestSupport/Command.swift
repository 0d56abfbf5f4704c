import Foundation

/// Why a program that a test needs did not do what it should have.
public struct CommandFailure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
}

/// One run of a program, from its whole input to its whole output.
public struct Command {
    public struct Result {
        public let status: Int32
        public let output: String
        public let complaint: String
    }

    private let program: URL
    private let arguments: [String]
    private let input: String
    private let environment: [String: String]?

    /// - Parameter environment: The program's variables; nil for those of the tests.
    public init(_ program: URL, _ arguments: [String], input: String = "", environment: [String: String]? = nil) {
        self.program = program
        self.arguments = arguments
        self.input = input
        self.environment = environment
    }

    /// Runs the program to its end, whatever that is. Input and output are files, so that neither side waits for the
    /// other.
    public func run() async throws -> Result {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["input", "output", "complaint"].map { folder.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }

        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if let environment { process.environment = environment }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOf: files[1], encoding: .utf8),
            complaint: try String(contentsOf: files[2], encoding: .utf8)
        )
    }

    /// Runs the program, which should end well, and returns its output.
    @discardableResult
    public func succeed() async throws -> String {
        let result = try await run()
        guard result.status == 0 else {
            let name = ([program.lastPathComponent] + arguments).joined(separator: " ")
            throw CommandFailure(description: "\(name) ended with \(result.status): \(result.complaint)")
        }
        return result.output
    }
}
