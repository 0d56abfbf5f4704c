import LighterKeys
import Synchronization
import Testing

/// A program that is run for what it prints gets what it needs and no more, and never outlives its time.
@Suite struct ProgramRunTests {
    private static let environment = ["PATH": "/usr/bin:/bin", "NAME": "value"]

    private func run(
        _ line: String,
        _ arguments: [String] = [],
        input: [UInt8]? = nil,
        limit: Int = 100_000
    ) -> Result<String, Program.Trouble> {
        var program = Program.shell(line, arguments, environment: Self.environment, input: input)
        program.outputLimit = limit
        return Result { () throws(Program.Trouble) in
            String(decoding: try program.run(within: .seconds(2)), as: UTF8.self)
        }
    }

    @Test func whatAProgramIsGivenAndGives() {
        #expect(run("printf '%s,'", ["a b", "$(id)", "'", "\n"]) == .success("a b,$(id),',\n,"))
        #expect(run("cat", input: Array("text\nmore".utf8)) == .success("text\nmore"))
        // One that reads nothing of it, or ends before it is asked, is no trouble.
        #expect(run("true", input: [UInt8](repeating: 7, count: Program.inputLimit)) == .success(""))
        #expect(run("cat") == .success(""))
        #expect(run("echo $NAME") == .success("value\n"))
        #expect(run("head -c 99999 /dev/zero").map(\.utf8.count) == .success(99_999))
        // What it leaves running does not hold us up.
        #expect(run("sleep 9 & echo here") == .success("here\n"))
    }

    @Test func howAProgramFails() {
        #expect(run("echo no; exit 3") == .failure(.failed(status: 3)))
        #expect(run("kill -15 $$") == .failure(.killed(signal: 15)))
        #expect(run("head -c 100001 /dev/zero") == .failure(.printedTooMuch(limit: 100_000)))
        #expect(run("yes", limit: 10) == .failure(.printedTooMuch(limit: 10)))
        #expect(run("echo part; sleep 600") == .failure(.tookTooLong))
        #expect(run("exec >&-; sleep 600") == .failure(.tookTooLong))
        for words in [[], [""], ["no-such-program"], ["/etc/passwd"]] {
            let outcome = Result { () throws(Program.Trouble) in
                try Program(words, environment: Self.environment).run(within: .seconds(2))
            }
            guard case .failure(.cannotStart) = outcome else {
                Issue.record("\(words): \(outcome)")
                continue
            }
        }
        let looks = Mutex(0)
        let stopped = Result { () throws(Program.Trouble) in
            try Program(["sleep", "600"], environment: Self.environment).run(within: .seconds(60)) {
                looks.withLock { count in
                    count += 1
                    return count > 3
                }
            }
        }
        #expect(stopped == .failure(.interrupted))
    }

    @Test func onlyWhatIsKnownToBeHarmlessIsHandedOn() {
        let kept = ["PATH", "HOME", "LC_ALL", "XDG_RUNTIME_DIR", "GPG_TTY", "PASSWORD_STORE_DIR", "SSH_AUTH_SOCK"]
        let left = ["LIGHTER_PRIVATE_KEY", "LIGHTER_PROFILE", "AWS_SECRET", "path", "LD_PRELOAD", "ETH_KEY", ""]
        let variables = Dictionary(uniqueKeysWithValues: (kept + left).map { ($0, "x") })
        #expect(Set(Program.environment(from: variables).keys) == Set(kept))
    }
}
