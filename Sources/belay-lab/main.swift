import BelayLab
import Glibc

exit(LabProgram.run(CommandLine.arguments))
