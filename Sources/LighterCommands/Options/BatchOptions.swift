import ArgumentParser
import LighterTrading

/// Orders of a file or a stream instead of one.
struct BatchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Send the orders of a file; - for the symbol takes standard input's.", valueName: "path"),
        completion: .file()
    )
    var file: String?

    @Option(
        help: ArgumentHelp(
            "How the orders are written; otherwise the file's name or the first line tells.",
            valueName: "format"
        )
    )
    var input: OrderFormat?

    @Option(
        name: .customLong("batch"),
        help: ArgumentHelp("How many orders go in a request, 1 to 50.", valueName: "n")
    )
    var size = Trader.usualRequestSize

    @Option(help: ArgumentHelp("Stop after so many orders.", valueName: "n"))
    var max: Int64?

    @Flag(help: "Send the orders behind one that failed, too.")
    var continueOnError = false

    /// Whether nothing is said about many orders.
    var isPlain: Bool {
        file == nil && input == nil && size == Trader.usualRequestSize && max == nil && !continueOnError
    }

    func validate() throws {
        guard (1...50).contains(size) else { throw ValidationError("--batch takes a number from 1 to 50") }
        if let max, max < 1 { throw ValidationError("--max takes a number from 1 on") }
    }
}
