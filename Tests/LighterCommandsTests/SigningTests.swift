import LighterJSON
import Testing

/// `sign` and `verify`: a line in, a line out, in order, and nothing asked of any venue.
@Suite struct SigningTests {
    private func world(_ vectors: Vectors) throws -> CommandLineWorld {
        let world = try CommandLineWorld(venue: nil)
        try world.write("sign.key", vectors.privateKey)
        return world
    }

    @Test func goodLinesAreSignedAroundBadOnes() throws {
        let vectors = try Vectors()
        let world = try world(vectors)
        let good = vectors.transactions
        let bad: [String] = [
            "not json", "[]", "{}", #"{"chain_id":300,"tx_type":14}"#,
            good[0].unsigned.replacing(#""chain_id":300"#, with: #""chain_id":300,"chain_id":304"#),
            good[0].unsigned.replacing(#""Nonce":"#, with: #""Nonce":1.5,"Ignored":"#),
            good[0].unsigned.replacing(#""tx_type":14"#, with: #""tx_type":99"#),
            good[0].unsigned.replacing(#""MarketIndex":0"#, with: #""MarketIndex":-1"#),
        ]
        // Carriage returns, empty lines, and no end of the last line.
        var lines = [good[0].unsigned + "\r", "", "  \r"] + bad + [good[1].unsigned, good[2].unsigned]
        let signed = try world.lighter(
            "sign",
            "-",
            "--key-file",
            world.directory + "/sign.key",
            profile: nil,
            input: lines.joined(separator: "\n")
        )
        #expect(signed.status == 65 && signed.errors.isEmpty, "\(signed.errors)")
        let answers = try signed.lines
        #expect(answers.count == bad.count + 3)
        #expect(answers.first?["tx_hash"] == .string(good[0].hash))
        #expect(answers.suffix(2).map { $0["tx_hash"] } == good.suffix(2).map { .string($0.hash) })
        for (offset, answer) in answers.dropFirst().dropLast(2).enumerated() {
            #expect(answer["line"]?.integer == Int64(offset + 4), "\(bad[offset])")
            #expect(answer["error"]?["exit"] == 65 && answer["error"]?["schema"] == "lighter.error/1")
        }

        // Only good lines: 0, from a file as from standard input; and what was signed is valid.
        lines = good.map(\.unsigned)
        try world.write("unsigned.ndjson", lines.joined(separator: "\n"))
        let fromFile = try world.lighter(
            "sign",
            "--file",
            world.directory + "/unsigned.ndjson",
            "--key-file",
            world.directory + "/sign.key",
            profile: nil
        )
        #expect(fromFile.status == 0)
        let back = try fromFile.lines.map { answer in
            var line = try #require(answer.object)
            line["chain_id"] = 300
            return try JSON.object(line).encoded() + "\n"
        }
        let verified = try world.lighter(
            "verify",
            "-",
            "--public-key",
            vectors.publicKey,
            profile: nil,
            input: back.joined()
        )
        #expect(verified.status == 0)
        #expect(try verified.lines.map { $0["tx_hash"] } == good.map { .string($0.hash) })
    }

    @Test func aLineBeyondAllBoundsIsAnsweredLikeAnyBadOne() throws {
        let vectors = try Vectors()
        let world = try world(vectors)
        let good = vectors.transactions[0]
        let input = "\(good.unsigned)\n\(String(repeating: "x", count: 3 << 20))\n\(good.unsigned)\n"
        let signed = try world.lighter(
            "sign",
            "-",
            "--key-file",
            world.directory + "/sign.key",
            profile: nil,
            input: input
        )
        #expect(signed.status == 65)
        let answers = try signed.lines
        #expect(answers.count == 3 && answers[safe: 1]?["line"] == 2)
        #expect(answers.first?["tx_hash"] == .string(good.hash) && answers.last?["tx_hash"] == .string(good.hash))
    }

    @Test func manyLinesStayInOrderOnManyProcessors() throws {
        let vectors = try Vectors()
        let world = try world(vectors)
        let lines = (0..<3_000).map { index in
            let line = vectors.transactions[index % 3].unsigned
            return index % 100 == 99 ? "no JSON" : line.replacing(/"Nonce":\d+/, with: #""Nonce":\#(index)"#)
        }
        try world.write("unsigned.ndjson", lines.joined(separator: "\n"))
        let (file, key) = (world.directory + "/unsigned.ndjson", world.directory + "/sign.key")
        for jobs in ["1", "3"] {
            let signed = try world.lighter("sign", "--file", file, "--key-file", key, "--jobs", jobs, profile: nil)
            #expect(signed.status == 65)
            let answers = signed.output.split(separator: "\n")
            #expect(answers.count == lines.count)
            for (index, answer) in answers.enumerated() {
                let expected = index % 100 == 99 ? #","line":\#(index + 1),"error""# : #"\"Nonce\":\#(index),"#
                #expect(answer.contains(expected))
            }
        }
        for jobs in ["0", "-1", "257", "many"] {
            try world.lighter("sign", "-", "--key-file", key, "--jobs", jobs, profile: nil)
                .expectFailure(64, "usage.invalid")
        }
    }

    /// The most memory a signer ever had, after few lines and after many.
    @Test func memoryDoesNotGrowWithTheLines() throws {
        let vectors = try Vectors()
        let world = try world(vectors)
        func peak(_ count: Int) throws -> Int {
            let lines = (0..<count).map { vectors.transactions[$0 % 3].unsigned + "\n" }
            try world.write("unsigned.ndjson", lines.joined())
            let measured = try world.shell(
                """
                coproc signer { exec lighter sign - --key-file "$HOME/sign.key"; }
                exec 5>&"${signer[1]}" 6<&"${signer[0]}"
                cat "$HOME/unsigned.ndjson" >&5 &
                head -n \(count) <&6 | wc -l
                grep VmHWM "/proc/$signer_PID/status"
                exec 5>&-
                """
            )
            let numbers = measured.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            #expect(numbers.count == 2 && numbers.first == count, "\(measured.output)\(measured.errors)")
            return try #require(numbers.last)
        }
        let (few, many) = (try peak(2_000), try peak(20_000))
        #expect(many < few + 2_048, "\(few) KiB and \(many) KiB")
    }

    /// A program that signs one transaction at a time, and waits for each.
    @Test func aLineThatComesAloneIsAnsweredAtOnce() throws {
        let vectors = try Vectors()
        let world = try world(vectors)
        try world.write("unsigned.ndjson", vectors.transactions.map { $0.unsigned + "\n" }.joined())
        let conversation = try world.shell(
            """
            coproc signer { lighter sign - --key-file "$HOME/sign.key"; }
            while read -r line; do
                echo "$line" >&"${signer[1]}"
                read -r -t 20 answer <&"${signer[0]}" || exit 9
                echo "$answer"
            done < "$HOME/unsigned.ndjson"
            """
        )
        #expect(conversation.status == 0, "\(conversation.errors)")
        #expect(try conversation.lines.map { $0["tx_hash"] } == vectors.transactions.map { .string($0.hash) })
    }

    @Test func verdictsAreTrueFalseOrGarbage() throws {
        let vectors = try Vectors()
        let world = try world(vectors)
        let good = vectors.transactions.map(\.signed) + [#"{"auth_token":"\#(vectors.authToken)"}"#]
        func verify(_ lines: [String], _ key: String) throws -> Outcome {
            try world.lighter("verify", "-", "--public-key", key, profile: nil, input: lines.joined(separator: "\n"))
        }
        let valid = try verify(good, vectors.publicKey)
        #expect(valid.status == 0)
        #expect(try valid.lines.map { $0["valid"] } == good.map { _ in true })
        #expect(try valid.lines.prefix(3).map { $0["tx_hash"] } == vectors.transactions.map { .string($0.hash) })

        let foreign = try verify(good, vectors.foreignPublicKey)
        #expect(foreign.status == 1)
        #expect(try foreign.lines.map { $0["valid"] } == good.map { _ in false })

        // One digit more or less is another transaction.
        let forged = good[0].replacing(#"\"Nonce\":"#, with: #"\"Nonce\":1"#)
        let chain = good[0].replacing("300", with: "304")
        let cut = good[0].replacing(#"\"Sig\":\""#, with: #"\"Sig\":\"AAAA"#)
        let mixed = try verify([good[0], forged, chain, cut, #"{"auth_token":"1:2:3:4"}"#], vectors.publicKey)
        #expect(mixed.status == 1)
        #expect(try mixed.lines.map { $0["valid"] } == [true, false, false, false, false])

        let garbage = try verify([good[0], "{", "", "{}", forged, good[1]], vectors.publicKey)
        #expect(garbage.status == 65)
        #expect(try garbage.lines.map { $0["valid"] } == [true, false, false, false, true])
        #expect(try garbage.lines.map { $0["line"] } == [nil, 2, 4, nil, nil])
        try verify(good, "0x1234").expectFailure(65, "key.malformed")
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
