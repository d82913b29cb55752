import BelayCommands
import Glibc

if let refused = ProcessStart.prepare() { exit(refused.rawValue) }
exit(await BelayProgram.run(ProcessStart.arguments).rawValue)
