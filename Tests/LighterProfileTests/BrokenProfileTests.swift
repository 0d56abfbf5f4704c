import Foundation
import Testing

@testable import LighterProfile

/// One entry of `broken-profiles.txt`: `=== LINE:COLUMN | part of the message | part of the hint, - for none`.
struct BrokenProfile: Sendable, CustomTestStringConvertible {
    let place: String
    let message: String
    let hint: String
    let text: String

    var testDescription: String { message }

    static func all() throws -> [BrokenProfile] {
        let file = try #require(
            Bundle.module.url(forResource: "broken-profiles", withExtension: "txt", subdirectory: "Fixtures")
        )
        return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "=== ").dropFirst().map { entry in
            let lines = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let fields = lines[0].components(separatedBy: " | ")
            return BrokenProfile(place: fields[0], message: fields[1], hint: fields[2], text: String(lines[1]))
        }
    }
}

@Suite struct BrokenProfileTests {
    @Test(arguments: try BrokenProfile.all())
    func `what is wrong is said with its place and what would be right`(_ broken: BrokenProfile) throws {
        let world = try World()
        let path = try world.profile("broken", broken.text)
        let profiles = try world.profiles()
        let error = try #require(profileError { () throws(ProfileError) in try profiles.resolve("broken") })
        #expect(error.kind == .configuration)
        #expect(error.file == path)
        #expect("\(error.line ?? 0):\(error.column ?? 0)" == broken.place, "\(error)")
        #expect(error.message.contains(broken.message), "\(error)")
        if broken.hint == "-" {
            #expect(error.hint.map { !$0.hasPrefix("did you mean") } ?? true, "\(error.hint ?? "")")
        } else {
            #expect(error.hint?.contains(broken.hint) == true, "\(error.hint ?? "no hint")")
        }
        #expect(!"\(error) \(error.hint ?? "")".contains("0x0011223344"))
    }

    @Test func `bytes that are no text are refused where they stand`() throws {
        for (bytes, place) in [
            (Array("a = 1\nb = \"".utf8) + [0xFF], "2:6"),
            (Array("# é\n\0".utf8), "2:1"),
        ] {
            let text = ProfileText(origin: .file("/p.toml"), bytes: bytes)
            let error = try #require(profileError { () throws(ProfileError) in try ProfileLayer(text) })
            #expect("\(error.line ?? 0):\(error.column ?? 0)" == place)
        }
    }

    /// Cuts a profile at every byte and changes every byte: whatever comes out is read or refused, with a place that is
    /// in the text.
    @Test func `no damage to a profile goes beyond an error`() throws {
        let whole = Array(
            """
            extends = "testnet"
            [guard]
            markets = ["ETH", 'BTC']
            [key]
            file = \"""a\\u0041
            b\"""
            [[canary.probe]]
            kind = "book"
            """.utf8
        )
        var refused = 0
        for index in whole.indices {
            var variants = [Array(whole[..<index])]
            for byte in "\"'[]{}=.,#\\\n x\u{0}".utf8 {
                var changed = whole
                changed[index] = byte
                variants.append(changed)
            }
            for bytes in variants {
                let text = ProfileText(origin: .file("/p.toml"), bytes: bytes)
                guard let error = profileError({ () throws(ProfileError) in try ProfileLayer(text) }) else { continue }
                refused += 1
                let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                let line = try #require(error.line)
                #expect((1...lines.count + 1).contains(line), "\(error)")
            }
        }
        #expect(refused > whole.count)
    }
}
