import LighterJSON

/// The venue's sign of life (api.md, section 7.1).
public struct ServerStatus: Hashable, Sendable {
    /// The number of the deployment. Not the chain id of signatures.
    public let networkID: Int64?
    /// The server's clock, milliseconds since the Unix epoch, to the second.
    public let time: Int64?

    init(_ reader: JSONReader) throws(JSONError) {
        networkID = try reader.integer("network_id")
        time = try reader.time("timestamp")
        reader.passOver(["status"])
    }
}
