import BelayCommands
import Glibc

if let refused = ProcessStart.prepare() { exit(refused.rawValue) }
let arguments = ProcessStart.arguments
if let status = BelayProgram.answerAtOnce(arguments.count, arguments.words) { exit(status.rawValue) }
if let refused = ProcessStart.findRoom() { exit(refused.rawValue) }
exit(await BelayProgram.run(arguments.count, arguments.words).rawValue)
