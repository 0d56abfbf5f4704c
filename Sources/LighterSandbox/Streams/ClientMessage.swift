import LighterEngine
import LighterJSON

/// What a client says on a stream (api.md, sections 10.1, 10.2 and 10.6).
enum ClientMessage {
    case ping
    case pong
    case subscribe(channel: String, token: String?)
    case unsubscribe(channel: String)
    case send(StreamTransaction)

    /// - Throws: ``Refusal`` 30000, 30001, 30005, 30007.
    init(_ text: [UInt8]) throws(Refusal) {
        let json: JSON
        do { json = try JSON.decode(text, duplicateKeys: .lastHolds) } catch { throw .invalidJSON }
        guard json.object != nil else { throw .invalidJSON }
        guard let type = json["type"]?.string else { throw .invalidType }
        switch type {
        case "ping": self = .ping
        case "pong": self = .pong
        case "subscribe":
            self = .subscribe(channel: try ClientMessage.channel(json), token: json["auth"]?.string)
        case "unsubscribe": self = .unsubscribe(channel: try ClientMessage.channel(json))
        default:
            guard let kind = StreamTransaction.Kind(rawValue: type) else { throw .invalidType }
            self = .send(StreamTransaction(kind: kind, data: json["data"] ?? .null))
        }
    }

    private static func channel(_ json: JSON) throws(Refusal) -> String {
        guard let channel = json["channel"]?.string else { throw .invalidChannel }
        return channel
    }
}
