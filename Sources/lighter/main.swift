import Glibc
import LighterCommands

exit(LighterCommandLine.run(Array(CommandLine.arguments.dropFirst()), in: .process()))
