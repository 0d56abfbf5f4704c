import Dispatch
import Foundation
import LighterJSON
import Synchronization

/// A command line, and what it comes to in every form.
struct MatrixLine: Sendable {
    /// `#` stands for a number that no other run has, and `{…}` for what the world knows.
    let words: String
    /// The schema of what it writes; nil for an error, and for what is no document of ours.
    let schema: String?
    var exit: Int32 = 0
    /// Lines that each run needs first.
    var before: [String] = []
    var input = ""
    var forms = MatrixLine.commonForms
    /// Whether it changes something, or cannot run twice at once: then each form is tried once.
    var changes = false
    /// Whether two runs write the same.
    var isSteady = true
    /// Whether it answers line by line, whatever the width; a line of NDJSON is a document then.
    var isStream = false

    static let commonForms: Set = ["table", "json", "ndjson", "csv"]
    static let allForms: Set = commonForms.union(["prometheus", "nagios"])
}

/// What a run writes on, as far as it can tell.
struct MatrixScreen: Hashable, Sendable {
    let columns: Int
    let hasColor: Bool
    let isASCII: Bool

    static let all = [40, 80, 200].flatMap { columns in
        [false, true].flatMap { hasColor in
            [false, true].map { MatrixScreen(columns: columns, hasColor: hasColor, isASCII: $0) }
        }
    }
    /// What makes no difference to programs.
    static let extremes = [
        MatrixScreen(columns: 40, hasColor: true, isASCII: true),
        MatrixScreen(columns: 200, hasColor: false, isASCII: false),
    ]
    static let usual = MatrixScreen(columns: 80, hasColor: false, isASCII: false)
}

/// A run of a line in a form.
struct MatrixRun: Sendable {
    let line: MatrixLine
    let form: String
    let screen: MatrixScreen
    let outcome: Outcome

    var label: String {
        "\(line.words) -o \(form), \(screen.columns) columns\(screen.hasColor ? ", colour" : "")"
            + (screen.isASCII ? ", ASCII" : "")
    }
}

/// Runs lines in every form, on every screen.
final class OutputMatrix: Sendable {
    private let world: MatrixWorld
    private let count = Atomic<Int>(100)

    init(_ world: MatrixWorld) { self.world = world }

    func run(_ lines: [MatrixLine]) throws -> [MatrixRun] {
        let still = lines.filter { !$0.changes }.flatMap { line in
            line.forms.sorted().flatMap { form in
                (form == "table" ? MatrixScreen.all : MatrixScreen.extremes).map { (line, form, $0) }
            }
        }
        let atOnce = try runAtOnce(still)
        let afterwards = try lines.filter(\.changes).flatMap { line in
            try line.forms.sorted().map { try self.run(line, $0, .usual) }
        }
        return atOnce + afterwards
    }

    /// Runs lines in the forms that are not theirs, in which they are refused before they do anything.
    func runInForeignForms(_ lines: [MatrixLine]) throws -> [MatrixRun] {
        try runAtOnce(
            lines.flatMap { line in
                var line = line
                line.before = []
                return MatrixLine.allForms.subtracting(line.forms).sorted().map { (line, $0, MatrixScreen.usual) }
            }
        )
    }

    private func runAtOnce(_ tries: [(MatrixLine, String, MatrixScreen)]) throws -> [MatrixRun] {
        let runs = Mutex<[Int: Result<MatrixRun, any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: tries.count) { index in
            let (line, form, screen) = tries[index]
            let run = Result { try self.run(line, form, screen) }
            runs.withLock { $0[index] = run }
        }
        return try runs.withLock { runs in try tries.indices.compactMap { try runs[$0]?.get() } }
    }

    private func run(_ line: MatrixLine, _ form: String, _ screen: MatrixScreen) throws -> MatrixRun {
        let isNumbered = (line.before + [line.words, line.input]).contains { $0.contains("#") }
        let number = isNumbered ? count.add(1, ordering: .relaxed).newValue : 0
        for words in line.before {
            let outcome = try start(words, number, [], .usual).wait()
            guard outcome.status == 0 else { throw Unprepared(line: words, errors: outcome.errors) }
        }
        let outcome = try start(line.words, number, ["-o", form], screen, input: line.input).wait()
        return MatrixRun(line: line, form: form, screen: screen, outcome: outcome)
    }

    private func start(
        _ words: String,
        _ number: Int,
        _ more: [String],
        _ screen: MatrixScreen,
        input: String = ""
    ) throws -> ChildProcess {
        let words = world.filled(words).replacing("#", with: String(number)).split(separator: " ").map(String.init)
        return try world.world.start(
            words + more + ["--color", screen.hasColor ? "always" : "never"],
            variables: [
                "COLUMNS": String(screen.columns), "LANG": screen.isASCII ? "C" : "C.UTF-8",
                "PATH": world.world.directory + "/bin:/usr/bin:/bin",
            ],
            input: world.filled(input).replacing("#", with: String(number))
        )
    }

    private struct Unprepared: Error {
        let line: String
        let errors: String
    }
}
