import BelayLab
import BelaySource

/// `rehearse in kops`: a cluster with the tools of its time.
struct NamedKopsLab: NamedLab {
    let beginning: Beginning

    var faults: [FaultKind] { CommandFault.kinds + KopsFault.allCases.map(\.kind) }

    /// Its faults find their machine by themselves.
    var machines: [String] { [] }

    var states: [String] { RehearsalVerdict.State.allCases.map(\.rawValue) }

    var sources: [SourceText] { [] }

    /// Three masters, each with two etcds.
    var memory: Int { 1500 }

    func missing(_ options: RehearsalOptions) -> [String] { KopsRehearsal.missing(etcdFolder: options.etcd) }

    func request(_ options: RehearsalOptions) throws(UserError) -> LabRequest {
        var request = LabRequest(.master)
        request.keys = 300
        request.seed = options.seed
        request.etcdFolder = options.etcd
        request.beginning = beginning
        request.bootSeconds = try options.bootSeconds()
        request.isAPIKept = options.apiWithoutQuorum
        request.isWritten = true
        return request
    }

    func presets(_ options: RehearsalOptions, on console: Console) async throws(UserError) -> Presets {
        Presets(texts: KopsRehearsal.parameters(of: KopsRehearsal.beginningHere ?? beginning))
    }

    func world(_ options: RehearsalOptions, on console: Console) throws(UserError) -> any LabWorld { KopsWorld() }
}
