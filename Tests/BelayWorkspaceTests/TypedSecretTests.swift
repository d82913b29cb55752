import BelayLanguage
@testable import BelayWorkspace
import Testing

@Suite("Secrets in what is typed")
struct TypedSecretTests {
    private func workspace() throws -> SessionWorkspace {
        let tree = Tree()
        let runbook = """
            runbook "Secrets" "Has phrases that take them."
            action store (p: secret) in (place: path) { with env P=$p { $ true } }
            action log in [password: secret] [keys: list of secret = []] { with env P=$password { $ true } }
            action greet (name: text) { say "$name" }

            """
        tree.write(runbook, to: "work/a.runbook")
        return try #require(SessionWorkspace(Workspace.load("a.runbook", tree.surroundings)))
    }

    @Test(
        "They are known wherever they stand, also where nothing checks or is carried out",
        arguments: [
            "let p: secret = \"x\"", "if no { let p: secret = \"x\" }", "let p: list of secret = [\"x\"]",
            "param p: secret = \"x\"", "action a [p: secret = \"x\"] { }", "let p: secret = \"x\" )",
            "store \"x\" in y", "if no { store \"x\" in y }", "store x in y", "store \"x\" in",
            "store \"x\" in y )", ":plan store \"x\" in y", "log in password=\"x\"", "log in keys=[\"x\"]",
        ])
    func held(text: String) throws {
        #expect(try workspace().holdsSecret(text))
    }

    @Test(
        "A name, a definition and another phrase hold none",
        arguments: [
            "store $p in y", "log in password=$p", "action store (p: secret) in (place: path) { }",
            "greet \"x\"", "let secret = 5", "ask p: secret \"Which?\"", "say \"secret = x\"", "let p: text = \"x\"",
        ])
    func free(text: String) throws {
        #expect(try !workspace().holdsSecret(text))
    }
}
