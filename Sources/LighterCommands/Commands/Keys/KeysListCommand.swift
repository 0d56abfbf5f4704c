import ArgumentParser
import LighterJSON
import LighterKeys
import LighterProfile
import LighterSigning
import LighterStatus
import LighterTransactions

struct KeysListCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "list",
        abstract: "List the keys of the keystore, by what their files say.",
        discussion: """
              $ lighter keys list
              $ lighter keys list -q                 # the names alone

            Only unlocking proves what a key file says of itself: lighter keys check.
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let keystore = Keystore(try invocation.profiles().directories)
        let listings = try keystore.list()
        var table = Table(
            .left("NAME"),
            .left("NETWORK"),
            .right("ACCOUNT").optional(1),
            .right("INDEX").optional(2),
            .text("PROTECTION"),
            .left("PUBLIC KEY").optional(3)
        )
        var items: [JSONObject] = []
        for listing in listings {
            let path = keystore.path(of: listing.name)
            switch listing.content {
            case .success(let key):
                table.add(
                    listing.name.text,
                    key.binding?.network.rawValue ?? "-",
                    key.binding?.account.description ?? "-",
                    key.binding?.apiKey.description ?? "-",
                    KeyView.protection(key),
                    Cell.beginning(of: key.publicKey.hexDigits, 16)
                )
                var item = KeyView.json(listing.name, key, path: path)
                item["error"] = .null
                items.append(item)
            case .failure(let failure):
                table.add(listing.name.text, "-", "-", "-", failure.message, "-")
                var item = KeyView.unreadable(listing.name, path: path)
                item["error"] = .string(failure.message)
                items.append(item)
            }
        }
        try invocation.emit(
            Report(
                schema: "lighter.keys/1",
                fields: ["directory": .string(keystore.directory)],
                list: ("keys", items),
                page: .table(table, emptyNote: "no keys in \(keystore.directory)"),
                quiet: listings.map(\.name.text)
            )
        )
    }
}
