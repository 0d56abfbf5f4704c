import Foundation
import Testing

@testable import LighterVenue

private let openSSL = "/usr/bin/openssl"

/// In processes of their own, as proxies are set in the environment.
@Suite struct SecureConnectionTests {
    private static func setProxies(_ proxies: [String: String] = [:]) {
        for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"] {
            unsetenv(name)
        }
        for (name, value) in proxies { setenv(name, value, 1) }
    }

    private static func post(to url: String, within time: Duration = .seconds(10)) throws -> HTTPFailure? {
        let client = try HTTPClient(version: "1")
        let request = HTTPRequest(.post, "/api/v1/sendTx", headers: [.init("Authorization", "secret")])
        do {
            _ = try client.perform(request, at: BaseURL(url), deadline: .now.advanced(by: time))
            return nil
        } catch let failure as HTTPFailure {
            return failure
        }
    }

    /// The body of a request is what acts; whoever never asked for it cannot have it.
    @Test func whatWasNeverWrittenWasNotSent() async {
        await #expect(processExitsWith: .success) {
            Self.setProxies()
            let server = try LoopbackServer(greeting: "this is no TLS\r\n") { _, _ in .silence }
            let tls = try Self.post(to: "https://127.0.0.1:\(server.port)")
            #expect(tls?.reason == .tls && tls?.reach == .notSent)
            let late = try Self.post(to: server.url, within: .zero)
            #expect(late?.reason == .timeout && late?.reach == .notSent)
            server.stop()
            let refused = try Self.post(to: server.url)
            #expect(refused?.reason == .connect && refused?.reach == .notSent)
            #expect(server.requests.isEmpty)
        }
    }

    @Test func proxiesGetOnlyWhatIsEncrypted() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer(answering: "no", status: 403)
            let venue = try LoopbackServer(answering: "{}")
            Self.setProxies(["http_proxy": proxy.url, "https_proxy": proxy.url])
            #expect(try Self.post(to: venue.url) == nil)
            #expect(venue.requests.map(\.method) == ["POST"] && proxy.acceptedConnections == 0)

            let refused = try Self.post(to: "https://venue.invalid")
            #expect(refused?.reason == .proxy && refused?.reach == .notSent)
            #expect(proxy.requests.map(\.method) == ["CONNECT"])
            #expect(proxy.requests.first?.headers["authorization"] == nil)
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openSSL)))
    func aCertificateNobodyVouchesForIsRefused() async {
        await #expect(processExitsWith: .success) {
            Self.setProxies()
            let home = FileManager.default.temporaryDirectory.appending(component: UUID().uuidString)
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: home) }
            let files = ["-keyout", home.path + "/key", "-out", home.path + "/certificate"]
            let name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
            try Self.run(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"] + files + name).process
                .waitUntilExit()

            let served = ["-key", home.path + "/key", "-cert", home.path + "/certificate"]
            let server = try Self.run(["s_server", "-accept", "127.0.0.1:0", "-www", "-naccept", "1"] + served)
            defer { server.process.terminate() }
            var greeting = ""
            while !greeting.contains("ACCEPT") || greeting.last != "\n" {
                let part = server.output.fileHandleForReading.availableData
                if part.isEmpty { break }
                greeting += String(decoding: part, as: UTF8.self)
            }
            let line = try #require(greeting.split(separator: "\n").first { $0.hasPrefix("ACCEPT") })
            let port = try #require(line.split(separator: ":").last)
            let failure = try Self.post(to: "https://127.0.0.1:\(port)")
            #expect(failure?.reason == .tls && failure?.reach == .notSent)
            #expect(failure?.detail.contains("certificate") == true)
        }
    }

    private static func run(_ arguments: [String]) throws -> (process: Process, output: Pipe) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: openSSL)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output)
    }
}
