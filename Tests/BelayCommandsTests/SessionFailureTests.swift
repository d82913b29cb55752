import Glibc
import Testing

/// What a session says, and how it counts, when a step fails.
@Suite("After a failure in a session")
struct SessionFailureTests {
    @Test("No number is given twice", arguments: TerminalKind.allCases)
    func numbers(kind: TerminalKind) throws {
        let sitting = try Sitting(at: kind)
        try sitting.say("say \"one\"", "1        one")
        // A failed block is not kept, and neither are the numbers of what stands in it.
        for line in ["if yes {", "say \"two\""] { try sitting.say(line, prompt: "...> ") }
        try sitting.say("fail \"three\"", prompt: "...> ")
        try sitting.say("}", "2        two", "3")
        try sitting.say("say \"four\"", "4        four")
        try sitting.say("$ true", "5      $ true", prompt: "y or n: ")
        try sitting.say("n", "not run")
        try sitting.say("say \"five\"", "5        five")
        sitting.leave()
    }
}
