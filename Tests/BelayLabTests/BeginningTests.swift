import Testing

@testable import BelayLab

@Suite("The beginning of a rehearsal")
struct BeginningTests {
    @Test func `Several kinds are one beginning, and each says its part`() throws {
        let beginning = try Beginning("gossip,letters,encrypted,jessie")
        #expect(beginning.cluster == "example.k8s.local")
        #expect(beginning.letters == ["c"])
        #expect(beginning.runningLetters == ["c"])
        #expect(beginning.zones == ["eu-west-1c", "eu-west-1a", "eu-west-1b"])
        #expect(beginning.group("c") == "masters")
        #expect(beginning.memberFields.contains("encryptedVolume: true"))
        #expect(beginning.kopsVersion == "1.12.3")
        #expect(beginning.has(.jessie) && !beginning.has(.backupPods))
        #expect(try Beginning("tls,kops-1.18,two-of-three").runningLetters == ["a", "b"])
    }

    @Test func `Two kinds exclude each other where both answer the same question, in either order`() {
        for one in ClusterKind.allCases {
            for other in ClusterKind.allCases where other != one {
                let isContradiction = one.traits.question == other.traits.question
                for text in ["\(one.rawValue),\(other.rawValue)", "v3-keys,\(one.rawValue),\(other.rawValue)"] {
                    if text.hasPrefix("v3-keys,") && [one, other].contains(.v3Keys) { continue }
                    let beginning = Result { () throws(Beginning.Problem) in try Beginning(text) }
                    switch beginning {
                    case .success(let beginning):
                        #expect(!isContradiction, "\(text)")
                        #expect(beginning.text == text)
                    case .failure(let problem):
                        #expect(isContradiction, "\(text)")
                        #expect(
                            problem == .contradiction(one, other, about: one.traits.question.rawValue), "\(text)")
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            ("tls,etcd-manager", "`tls` and `etcd-manager` exclude each other: both say what runs the etcds, and"),
            ("letters,three-masters", "`letters` and `three-masters` exclude each other: both say which masters"),
            ("gossip,gossip", "`gossip` is named twice"),
            ("gossip, letters", "there is no cluster ` letters`"),
            ("gossip,", "there is no cluster ``"),
            ("", "there is no cluster ``"),
        ])
    func `What cannot begin is named`(text: String, sentence: String) {
        let problem = #expect(throws: Beginning.Problem.self) { try Beginning(text) }
        #expect(problem?.sentence.hasPrefix(sentence) == true, "\(problem?.sentence ?? "")")
    }

    @Test func `What a lab is asked for is read back, also a beginning of several kinds`() throws {
        var request = LabRequest(.master)
        request.beginning = try Beginning("encrypted,noisy-kops,v3-keys")
        request.command = ["true"]
        #expect(try LabRequest(request.kind, request.words) == request)
        #expect(try LabSettings(text: LabSettings(request).text) == LabSettings(request))
    }
}
