import BelayCommands
import Glibc

if let refused = ProcessStart.prepare() { exit(refused.rawValue) }
let arguments = ProcessStart.arguments
exit(await BelayProgram.run(arguments.count, arguments.words).rawValue)
