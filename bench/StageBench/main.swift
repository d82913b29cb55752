import BelayLanguage
import BelaySource
import BelaySyntax
import Glibc

// Prints how fast each stage takes the file that is named: `lex 512.3 MB/s`, `parse 0.21 s`, `check 0.33 s`.
// Medians of nine runs in one process, without reading the file, in the processor's time: what else the machine does
// counts for less.

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func seconds(_ work: () -> Void) -> Double {
    let before = processorSeconds()
    work()
    return processorSeconds() - before
}

func median(_ work: () -> Void) -> Double { (0..<9).map { _ in seconds(work) }.sorted()[4] }

func shown(_ number: Double) -> String {
    let thousandths = Int((number * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
}

guard CommandLine.arguments.count == 2, let file = fopen(CommandLine.arguments[1], "r") else {
    print("usage: StageBench FILE")
    exit(2)
}
var bytes: [UInt8] = []
var buffer = [UInt8](repeating: 0, count: 1 << 20)
while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }

let source = SourceText(file: FileNumber(0), name: CommandLine.arguments[1], bytes: bytes)
var tokenCount = 0
let lexing = median {
    var lexer = Lexer(source)
    tokenCount = 0
    while lexer.next().kind != .end { tokenCount += 1 }
}
let parsing = median { _ = Parser.parse(source) }
let parsed = Parser.parse(source)
let files = [RunbookFile(source: source, syntax: parsed.file)]
let checking = median { _ = Checker.check(files, runbook: FileNumber(0)) }

print("lex \(shown(Double(bytes.count) / 1e6 / lexing)) MB/s")
print("parse \(shown(parsing)) s")
print("check \(shown(checking)) s")
