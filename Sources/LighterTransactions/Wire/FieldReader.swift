import LighterJSON
import LighterSigning

/// Reads the fields of a transaction by the venue's names.
struct FieldReader {
    private let reader: JSONReader

    init(_ reader: JSONReader) { self.reader = reader }

    /// - Throws: ``TransactionError/malformed(field:reason:)`` for the first member that `known` does not list.
    func requireOnly(_ known: Set<String>) throws(TransactionError) {
        guard let unknown = reader.object.members.first(where: { !known.contains($0.key) }) else { return }
        throw .malformed(field: reader.path(of: unknown.key), reason: "is no field of this transaction")
    }

    func number(_ name: String) throws(TransactionError) -> Int64 {
        do { return try reader.required(name, reader.integer(name)) } catch { throw TransactionError(error) }
    }

    func bounded<Kind>(_ name: String) throws(TransactionError) -> Bounded<Kind> {
        let value = try number(name)
        guard let bounded = Bounded<Kind>(exactly: value) else {
            throw .outOfBounds(OutOfBounds(name: reader.path(of: name), value: value, bounds: Kind.bounds))
        }
        return bounded
    }

    /// A field in which 0 says that there is none.
    func optional<Kind>(_ name: String) throws(TransactionError) -> Bounded<Kind>? {
        try number(name) == 0 ? nil : bounded(name)
    }

    /// A field that is 0 or 1, and nothing else.
    func flag(_ name: String) throws(TransactionError) -> Bool {
        switch try number(name) {
        case 0: return false
        case 1: return true
        default: throw .invalid(field: reader.path(of: name), reason: "should be 0 or 1")
        }
    }

    func choice<Choice: RawRepresentable<Int64>>(_ name: String) throws(TransactionError) -> Choice {
        let value = try number(name)
        guard let choice = Choice(rawValue: value) else {
            throw .invalid(field: reader.path(of: name), reason: "is not valid: \(value)")
        }
        return choice
    }

    func text(_ name: String) throws(TransactionError) -> String? {
        do { return try reader.string(name) } catch { throw TransactionError(error) }
    }

    func orderReference(_ name: String) throws(TransactionError) -> OrderReference {
        let value = try number(name)
        do { return try OrderReference(value) } catch { throw .outOfBounds(error) }
    }

    /// The objects of an array.
    func objects(_ name: String) throws(TransactionError) -> [FieldReader] {
        do { return try reader.objects(name).map(FieldReader.init) } catch { throw TransactionError(error) }
    }

    /// The elements of an array of integers, or nil when absent.
    func bytes(_ name: String) throws(TransactionError) -> [UInt8]? {
        guard reader.value(name) != nil else { return nil }
        let elements: [JSON]
        do { elements = try reader.array(name) } catch { throw TransactionError(error) }
        let bytes = elements.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) }
        guard bytes.count == elements.count else {
            throw .malformed(field: reader.path(of: name), reason: "should hold bytes, 0 … 255")
        }
        return bytes
    }

    func publicKey(_ name: String) throws(TransactionError) -> PublicKey {
        guard let text = try text(name) else {
            throw .malformed(field: reader.path(of: name), reason: "is missing")
        }
        guard let bytes = Base64.decode(text), let key = try? PublicKey(bytes: bytes) else {
            throw .invalid(field: reader.path(of: name), reason: "is no public key in base64")
        }
        return key
    }

    func attributes() throws(TransactionError) -> TransactionAttributes {
        let object: JSONReader?
        do { object = try reader.reader("L2TxAttributes") } catch { throw TransactionError(error) }
        guard let object else { return .none }
        var values: [(type: Int64, value: Int64)] = []
        for key in object.object.keys {
            guard let type = Int64(key), String(type) == key else {
                throw .malformed(field: object.path(of: key), reason: "is no attribute number")
            }
            do {
                guard let value = try object.integer(key) else { continue }
                values.append((type, value))
            } catch { throw TransactionError(error) }
        }
        return try TransactionAttributes(values)
    }
}
