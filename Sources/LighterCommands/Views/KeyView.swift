import LighterJSON
import LighterKeys
import LighterProfile
import LighterSigning
import LighterTransactions

/// The public parts of a key, as they are shown.
enum KeyView {
    static func json(_ name: KeyName?, _ key: StoredKey, path: String?) -> JSONObject {
        var fields: JSONObject = [
            "name": JSON(name?.text),
            "file": JSON(path),
            "public_key": .string(key.publicKey.hexDigits),
        ]
        for member in (key.binding?.json ?? KeyBinding.unknown).members { fields[member.key] = member.value }
        switch key {
        case .sealed(let file):
            addPassword(file.derivation, to: &fields)
            fields["created_at"] = .integer(file.createdAt)
        case .plain:
            fields["protection"] = "none"
            for key in ["kdf", "kdf_cost", "unlock_bytes", "created_at"] { fields[key] = .null }
        }
        return fields
    }

    /// Of a key that is not made yet.
    static func json(
        planned name: KeyName,
        _ binding: KeyBinding,
        _ derivation: KeyDerivation,
        _ path: String
    ) -> JSONObject {
        var fields = unreadable(name, path: path)
        for member in binding.json.members { fields[member.key] = member.value }
        addPassword(derivation, to: &fields)
        return fields
    }

    private static func addPassword(_ derivation: KeyDerivation, to fields: inout JSONObject) {
        fields["protection"] = "password"
        fields["kdf"] = "scrypt"
        fields["kdf_cost"] = .integer(derivation.cost)
        fields["unlock_bytes"] = .integer(derivation.memoryByteCount)
    }

    /// Of a key whose file cannot be read.
    static func unreadable(_ name: KeyName, path: String) -> JSONObject {
        var fields: JSONObject = ["name": .string(name.text), "file": .string(path), "public_key": .null]
        for member in KeyBinding.unknown.members { fields[member.key] = member.value }
        for key in ["protection", "kdf", "kdf_cost", "unlock_bytes", "created_at"] { fields[key] = .null }
        return fields
    }

    static func details(_ name: KeyName?, _ key: StoredKey, path: String?) -> Details {
        var details = Details()
        details.add("name", name?.text)
        details.add("public key", key.publicKey.hexDigits)
        if let binding = key.binding {
            details.add("network", "\(binding.network.rawValue), chain id \(binding.chainID)")
            details.add("account", binding.account.description)
            details.add("api key index", binding.apiKey.description)
        }
        details.add("protection", protection(key))
        if case .sealed(let file) = key { details.add("created", Figures.time(file.createdAt)) }
        details.add("file", path)
        return details
    }

    static func protection(_ key: StoredKey) -> String {
        switch key {
        case .sealed(let file): "password, \(memory(file.derivation)) to unlock"
        case .plain: "none: the digits are in the file"
        }
    }

    static func memory(_ derivation: KeyDerivation) -> String {
        let mebibytes = derivation.memoryByteCount >> 20
        return mebibytes > 0 ? "\(mebibytes) MiB" : "\(derivation.memoryByteCount >> 10) KiB"
    }
}

extension KeyBinding {
    var json: JSONObject {
        [
            "network": .string(network.rawValue),
            "chain_id": .integer(chainID.value),
            "account": Figures.json(account),
            "api_key_index": .integer(apiKey.value),
        ]
    }

    /// Of a key that does not say for whom it signs.
    static let unknown: JSONObject = [
        "network": .null, "chain_id": .null, "account": .null, "api_key_index": .null,
    ]
}
