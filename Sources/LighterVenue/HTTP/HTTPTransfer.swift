import CCurl

/// What one transfer takes and gives, as libcurl's callbacks see it.
final class HTTPTransfer {
    /// Headers of one answer, all together.
    static let headerLimit = 256 * 1024

    private let body: [UInt8]
    private let responseLimit: Int
    private let isInterrupted: () -> Bool

    /// How much of the body libcurl has been given; what it was given may have left.
    private(set) var given = 0
    private(set) var received: [UInt8] = []
    private(set) var headers: [HTTPRequest.Field] = []
    private(set) var isTooLarge = false
    private(set) var wasInterrupted = false
    private var headerSize = 0

    init(body: [UInt8], responseLimit: Int, isInterrupted: @escaping () -> Bool) {
        self.body = body
        self.responseLimit = responseLimit
        self.isInterrupted = isInterrupted
    }

    private func give(_ target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, body.count - given)
        target.copyBytes(from: body[given..<given + count])
        given += count
        return count
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard received.count + bytes.count <= responseLimit else {
            isTooLarge = true
            return false
        }
        received.append(contentsOf: bytes)
        return true
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headerSize += bytes.count
        guard headerSize <= HTTPTransfer.headerLimit else {
            isTooLarge = true
            return false
        }
        if bytes.starts(with: "HTTP/".utf8) {
            // A status line: what came before belonged to an interim answer.
            headers = []
        } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
            headers.append(.init(HTTPTransfer.trimmed(bytes[..<colon]), HTTPTransfer.trimmed(bytes[(colon + 1)...])))
        }
        return true
    }

    private func mayGoOn() -> Bool {
        wasInterrupted = wasInterrupted || isInterrupted()
        return !wasInterrupted
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let text = bytes.drop(while: isBlank)
        let end = text.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? text.startIndex
        return String(decoding: text[..<end], as: UTF8.self)
    }
}

extension HTTPTransfer {
    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPTransfer? {
        context.map { Unmanaged<HTTPTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    static let read: ccurl_data_function = { bytes, size, count, context in
        guard let transfer = from(context), let bytes else { return Int(CURL_READFUNC_ABORT) }
        return transfer.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
    }

    /// libcurl asks for the body again when it means to send the request a second time. See ``HTTPClient``.
    static let seek: ccurl_seek_function = { context, offset, origin in
        guard let transfer = from(context), offset == 0, origin == 0, transfer.given == 0 else {
            return CURL_SEEKFUNC_FAIL
        }
        return CURL_SEEKFUNC_OK
    }

    static let write: ccurl_data_function = { bytes, size, count, context in
        guard let transfer = from(context) else { return 0 }
        let isTaken = transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return isTaken ? size * count : 0
    }

    static let header: ccurl_data_function = { bytes, size, count, context in
        guard let transfer = from(context) else { return 0 }
        let isTaken = transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return isTaken ? size * count : 0
    }

    static let progress: ccurl_progress_function = { context, _, _, _, _ in
        guard let transfer = from(context), transfer.mayGoOn() else { return 1 }
        return 0
    }
}
