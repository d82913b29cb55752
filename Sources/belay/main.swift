import BelayCommands
import Glibc

exit(await BelayProgram.run(Array(CommandLine.arguments.dropFirst())).rawValue)
