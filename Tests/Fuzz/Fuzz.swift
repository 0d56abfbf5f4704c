// Feeds what reads from outside with inputs it was not made for.
//
//   swift run -c release fuzz 10000000        that many inputs from a seeded generator that spoils good ones
//
// libFuzzer looks for inputs that reach new code, and starts from the good ones:
//
//   swift run -c release fuzz corpus .build-fuzz/corpus
//   swift build -c release --product fuzz --sanitize fuzzer -Xswiftc -DLIBFUZZER --scratch-path .build-fuzz
//   .build-fuzz/release/fuzz -max_total_time=60 -max_len=4096 .build-fuzz/corpus

#if LIBFUZZER
    @c(LLVMFuzzerTestOneInput)
    public func readOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
        Subject.read(UnsafeBufferPointer(start: bytes, count: count))
        return 0
    }
#else
    import Foundation

    @main
    struct Fuzz {
        static func main() throws {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == "corpus", arguments.count == 2 { return try writeSeeds(to: arguments[1]) }
            let numbers = arguments.compactMap { UInt64($0) }
            let (count, seed) = (numbers.first ?? 100_000, numbers.dropFirst().first ?? 1)
            var mutator = Mutator(seed: seed)
            for seed in Seeds.all { Subject.read(seed) }
            for _ in 0..<count { Subject.read(mutator.next()) }
            print("\(count) inputs, seed \(seed): nothing broke")
        }

        private static func writeSeeds(to directory: String) throws {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            for (index, seed) in Seeds.all.enumerated() {
                try Data(seed).write(to: URL(fileURLWithPath: "\(directory)/\(index)"))
            }
        }
    }
#endif
