import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTrading

struct SignCommand: LighterCommand {
    static let formats: [OutputFormat] = [.json, .ndjson]
    static let configuration = CommandConfiguration(
        command: "sign",
        abstract: "Sign transactions, one a line, and send nothing.",
        discussion: """
              $ lighter sign - --key-file keys/test.key < unsigned.ndjson > signed.ndjson
              $ lighter sign --file unsigned.ndjson --jobs 4

            A line is {"chain_id":304,"tx_type":14,"tx_info":{…}} with the venue's field names and without Sig. A line that \
            cannot be signed gets a line {"line":N,"error":{…}} and the exit code 65 at the end; the others are signed.
            """
    )

    @Argument(help: ArgumentHelp("- for standard input.", valueName: "source"))
    var source: String?

    @Option(help: ArgumentHelp("A file of unsigned transactions.", valueName: "path"), completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp(
            "The private key's file, readable by you alone; otherwise the profile's.",
            valueName: "path"
        ),
        completion: .file()
    )
    var keyFile: String?

    @OptionGroup var jobs: JobOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let lines = try LineSource.open(source, file: file, invocation.world)
        let signer = OfflineSigner(key: try OfflineKey.load(keyFile, invocation))
        try LineByLine(invocation, schema: "lighter.signed/1", jobs: jobs.count).run(lines) { lines in
            signer.sign(lines).map { $0.map { LineAnswer(object: $0) } }
        }
    }
}

struct VerifyCommand: LighterCommand {
    static let formats: [OutputFormat] = [.json, .ndjson]
    static let configuration = CommandConfiguration(
        command: "verify",
        abstract: "Check the signatures of transactions or auth tokens, one a line.",
        discussion: """
              $ lighter verify - --public-key 5cdc…c4f8 < signed.ndjson

            A line is {"chain_id":…,"tx_type":…,"tx_info":…} or {"auth_token":"…"}; the answer {"valid":true|false,"tx_hash":…}. \
            The exit code is 0 when all are valid, 1 when one is not, 65 when a line cannot be read.
            """
    )

    @Argument(help: ArgumentHelp("- for standard input.", valueName: "source"))
    var source: String?

    @Option(help: ArgumentHelp("A file of signed transactions or tokens.", valueName: "path"), completion: .file())
    var file: String?

    @Option(help: ArgumentHelp("The public key, 80 hex digits; otherwise that of the profile's key.", valueName: "hex"))
    var publicKey: String?

    @OptionGroup var jobs: JobOptions
    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let lines = try LineSource.open(source, file: file, invocation.world)
        let verifier = OfflineVerifier(publicKey: try key(invocation))
        let answering = LineByLine(
            invocation,
            schema: "lighter.verdict/1",
            jobs: jobs.count,
            whenRefused: ["valid": false]
        )
        try answering.run(lines) { lines in
            lines.map { line in
                Result { () throws(Failure) in VerifyCommand.answer(try verifier.verify(line)) }
            }
        }
    }

    private static func answer(_ verdict: OfflineVerifier.Verdict) -> LineAnswer {
        let object: JSONObject = [
            "valid": .bool(verdict.isValid),
            "tx_hash": JSON(verdict.hash),
            "reason": JSON(verdict.reason.map { sanitized($0) }),
        ]
        return LineAnswer(object: object, exit: verdict.isValid ? .ok : .no)
    }

    private func key(_ invocation: Invocation) throws -> PublicKey {
        guard let publicKey else { return try OfflineKey.load(nil, invocation).publicKey }
        do { return try PublicKey(hex: publicKey) } catch {
            throw Failure("key.malformed", .data, "--public-key: \(error)")
        }
    }
}

/// How many lines a command works on at the same time.
struct JobOptions: ParsableArguments {
    @Option(
        name: .customLong("jobs"),
        help: ArgumentHelp("Lines worked on at the same time, 1 to 256.", valueName: "n")
    )
    var count = 1

    func validate() throws {
        guard (1...256).contains(count) else { throw ValidationError("--jobs takes a number from 1 to 256") }
    }
}

/// The key of a command that needs no venue: a file's, or the profile's.
enum OfflineKey {
    static func load(_ file: String?, _ invocation: Invocation) throws -> PrivateKey {
        guard let file else { return try invocation.trader().privateKey() }
        let path = invocation.world.absolutePath(file)
        let keys = try invocation.keyReader(invocation.profiles().directories)
        return try keys.unlocked(KeyReader.stored(inFile: path), nil)
    }
}
