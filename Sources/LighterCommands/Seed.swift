// One file a subcommand.
