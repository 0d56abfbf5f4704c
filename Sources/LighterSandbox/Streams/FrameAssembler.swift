import NIOCore
import NIOWebSocket

/// Puts a client's frames together to messages, and finds what no client may send (RFC 6455, section 5).
struct FrameAssembler {
    /// The longest message, in bytes: several times what a batch of transactions needs.
    static let messageLimit = 1 << 18

    enum Event {
        case message([UInt8])
        case ping(ByteBuffer)
        case pong
        /// The client closes; with what code it is to be answered.
        case close(WebSocketErrorCode)
        /// A part of a message whose end is still to come.
        case part
    }

    /// What the connection is to be closed with.
    struct Violation: Error {
        let code: WebSocketErrorCode
    }

    private var parts: ByteBuffer?

    /// - Throws: ``Violation``.
    mutating func take(_ frame: WebSocketFrame) throws(Violation) -> Event {
        guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            throw Violation(code: .protocolError)
        }
        var data = frame.unmaskedData
        switch frame.opcode {
        case .ping: return .ping(data)
        case .pong: return .pong
        case .connectionClose: return .close(try FrameAssembler.closing(&data))
        case .text where parts == nil: return try add(&data, isLast: frame.fin)
        case .continuation where parts != nil: return try add(&data, isLast: frame.fin)
        case .binary: throw Violation(code: .unacceptableData)
        default: throw Violation(code: .protocolError)
        }
    }

    private mutating func add(_ data: inout ByteBuffer, isLast: Bool) throws(Violation) -> Event {
        var whole = parts ?? ByteBuffer()
        parts = nil
        guard whole.readableBytes + data.readableBytes <= FrameAssembler.messageLimit else {
            throw Violation(code: .messageTooLarge)
        }
        whole.writeBuffer(&data)
        guard isLast else {
            parts = whole
            return .part
        }
        let bytes = Array(whole.readableBytesView)
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Violation(code: .dataInconsistentWithMessage)
        }
        return .message(bytes)
    }

    /// The code of a closing frame, or what it is answered with when it is none.
    private static func closing(_ data: inout ByteBuffer) throws(Violation) -> WebSocketErrorCode {
        guard data.readableBytes > 0 else { return .normalClosure }
        guard let number = data.readInteger(as: UInt16.self) else { throw Violation(code: .protocolError) }
        let isKnown = (1000...1003).contains(number) || (1007...1014).contains(number) || (3000...4999).contains(number)
        guard isKnown else { throw Violation(code: .protocolError) }
        guard String(validating: data.readableBytesView, as: UTF8.self) != nil else {
            throw Violation(code: .dataInconsistentWithMessage)
        }
        return WebSocketErrorCode(codeNumber: Int(number))
    }
}
