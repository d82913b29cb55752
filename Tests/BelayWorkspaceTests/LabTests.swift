import BelayLanguage
import BelaySource
import BelayTestSupport
@testable import BelayWorkspace
import Testing

@Suite("Labs of runbooks") struct LabTests {
    private static let lab = """
        lab "Web" "A web server."
        machine web1 { runs nginx }
        ends served "the page is there" when done { expect (? curl http://web1/) contains hello }

        """
    private static let runbook = """
        runbook "Deploy" "Puts a version live."
        rehearse in web
        phase "Go" { $ echo live }

        """
    private static let builtIn = BuiltInLabs(["cloud"], isName: { $0.hasPrefix("cloud") })

    private func check(_ tree: TemporaryTree) throws -> LabCheck {
        let finder = LabFinder(tree.surroundings, builtIn: Self.builtIn)
        return LabCheck(of: try Workspace.load("./deploy.runbook", tree.surroundings), finder)
    }

    @Test(arguments: ["web/deploy", "postgres/switchover", "etcd/restore"])
    func `Each sample checks with its lab, which says all that it declares`(_ name: String) throws {
        let surroundings = Surroundings(
            environment: [:], workingFolder: Repository.path + "/Tests/Samples/Labs", executable: "/nowhere/belay")
        let runbook = try Workspace.load(name + ".runbook", surroundings)
        let check = LabCheck(of: runbook, LabFinder(surroundings, builtIn: Self.builtIn))
        let messages = (runbook.diagnostics + check.ofRunbook + check.ofLab).map(\.message)
        #expect(messages == [])
        let lab = try #require(check.lab?.program?.labDefinition)
        #expect(lab.machines.count >= 2 && lab.machines.allSatisfy { !$0.units.isEmpty })
        #expect(lab.begin?.statements.isEmpty == false)
        #expect(lab.states.contains(where: \.isWhenDone) && lab.states.contains { !$0.isWhenDone })
        #expect(runbook.program?.labDefinition == nil)
    }

    @Test(arguments: [
        "etcd-naive/restore", "etcd-naive/backup", "etcd-naive/learner", "etcd-naive/remove", "etcd-naive/replace",
        "etcd-tls/backup", "etcd-health", "etcd-backup", "etcd-restore", "etcd-replace", "etcd-alone", "etcd-quota",
    ])
    func `Each runbook for etcd 3 checks with its lab, the naive ways with the labs of the bundled ones`(_ name: String)
        throws
    {
        let surroundings = Surroundings(
            environment: ["BELAY_RUNBOOKS": Repository.path + "/runbooks"],
            workingFolder: Repository.path + "/Tests/Samples/Labs", executable: "/nowhere/belay")
        let runbook = try Workspace.load(name.contains("/") ? name + ".runbook" : name, surroundings)
        let check = LabCheck(of: runbook, LabFinder(surroundings, builtIn: Self.builtIn))
        let errors = (runbook.diagnostics + check.ofRunbook + check.ofLab).filter { $0.severity == .error }
        #expect(errors.map(\.message) == [])
        let lab = try #require(check.lab?.program?.labDefinition)
        #expect(lab.states.contains(where: \.isWhenDone) && lab.states.contains { !$0.isWhenDone })
    }

    @Test func `A lab is looked for near first`() throws {
        var tree = TemporaryTree()
        tree.environment["BELAY_PATH"] = "\(tree.path)/first::\(tree.path)/second"
        tree.environment["BELAY_RUNBOOKS"] = tree.path + "/bundled"
        tree.write(Self.runbook, to: "work/deploy.runbook")
        let finder = LabFinder(tree.surroundings, builtIn: Self.builtIn)
        for place in ["bundled", "second", "first", "work"] {
            let path = "\(tree.path)/\(place)/labs/web.runbook"
            #expect(try !finder.isFound("web", at: path))
            tree.write(Self.lab, to: "\(place)/labs/web.runbook")
            #expect(try finder.isFound("web", at: path))
            let check = try check(tree)
            #expect(check.lab?.path == path)
            #expect(check.ofRunbook == [] && check.ofLab == [])
        }
    }

    @Test func `One that is not there is named with its places and the nearest`() throws {
        let tree = TemporaryTree()
        tree.write(Self.runbook, to: "work/deploy.runbook")
        tree.write(Self.lab, to: "work/labs/wep.runbook")
        let finder = LabFinder(tree.surroundings, builtIn: Self.builtIn)
        let failure = #expect(throws: WorkspaceFailure.self) { try finder.path(of: "web", for: "deploy.runbook") }
        #expect(failure?.message == "there is no lab `web`")
        #expect(failure?.help == ["rehearse in wep", "looked for: labs/web.runbook"])
        #expect(throws: WorkspaceFailure(message: "there is no lab `../web`")) {
            try finder.path(of: "../web", for: "deploy.runbook")
        }
        #expect(try check(tree).ofRunbook.map(\.code) == [WorkspaceCode.unknownLab.rawValue])
    }

    @Test func `One that is built in needs no file`() throws {
        let tree = TemporaryTree()
        tree.write(
            Self.runbook.replacing("rehearse in web", with: "rehearse in cloud/two"), to: "work/deploy.runbook")
        let check = try check(tree)
        #expect(check.lab == nil && check.ofRunbook == [] && check.ofLab == [])
    }
}

extension LabFinder {
    fileprivate func isFound(_ name: String, at path: String) throws -> Bool {
        do {
            return try self.path(of: name, for: "deploy.runbook") == path
        } catch {
            return false
        }
    }
}
