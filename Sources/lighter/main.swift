import Glibc
import LighterCommands

// Everything is written, and secrets are wiped: nothing is left that some thirty libraries could tidy up.
_exit(LighterCommandLine.run(Array(CommandLine.arguments.dropFirst()), in: .process()))
