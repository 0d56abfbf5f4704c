import Foundation
import LighterStatus

/// The rows of a tab-separated fixture.
func fixture(_ name: String) throws -> [[String]] {
    let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "tsv")
    guard let url else { throw CocoaError(.fileNoSuchFile) }
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}
