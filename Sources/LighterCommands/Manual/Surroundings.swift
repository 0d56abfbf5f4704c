import LighterProfile

/// The variables and files that all commands know, for the manual.
enum Surroundings {
    static let variables: [(name: String, meaning: String)] =
        [
            ("LIGHTER_PROFILE", "The profile, where no --profile names one: a name, or the path of a file."),
            ("LIGHTER_CONFIG_HOME", "The directory of profiles and keys."),
            ("LIGHTER_STATE_HOME", "The directory of the ledger, of locks and of the sandbox."),
            ("LIGHTER_CACHE_HOME", "The directory of what can be fetched again."),
        ]
        + ProfileVariable.all.map { variable in
            (variable.name, "In the place of the profile's value: the \(variable.meaning).")
        }
        + [
            ("NO_COLOR", "Anything: tables without colour."),
            ("CLICOLOR_FORCE", "Anything but 0: tables with colour, wherever they go."),
        ]

    static let files: [(path: String, meaning: String)] = [
        ("~/.config/lighter/NAME.toml", "A profile of one's own."),
        ("~/.config/lighter/active-profile", "The choice of lighter profile use."),
        ("~/.config/lighter/keys/NAME.key", "A key of the keystore, under its password."),
        ("~/.local/state/lighter/ledger.sqlite", "What was sent, and what became of it."),
        ("~/.local/state/lighter/sandbox/", "The local sandbox: its address, its keys, its log."),
        ("~/.cache/lighter/", "Lists of markets."),
    ]
}
