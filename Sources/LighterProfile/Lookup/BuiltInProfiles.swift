/// The profiles that are compiled in: the files in `Profiles/`.
enum BuiltInProfiles {
    static let names = ["mainnet", "testnet", "robinhood", "sandbox"]

    static func bytes(_ name: String) -> [UInt8]? {
        switch name {
        case "mainnet": PackageResources.mainnet_toml
        case "testnet": PackageResources.testnet_toml
        case "robinhood": PackageResources.robinhood_toml
        case "sandbox": PackageResources.sandbox_toml
        default: nil
        }
    }

    static func text(_ name: String) -> ProfileText? {
        bytes(name).map { ProfileText(origin: .builtIn(name), bytes: $0) }
    }
}
