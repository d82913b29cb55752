import BelayCommands
import Glibc

exit(await BelayProgram.run(CommandLine.argc, CommandLine.unsafeArgv).rawValue)
