import Glibc

/// The kubelet's questions to its containers. Each is a process of its own, so that one that hangs holds nothing up.
struct KubeletProbes {
    private struct State {
        var due: Double
        var failures = 0
        /// Of the question that is open.
        var process: pid_t?
    }

    /// By the container's id.
    private var states: [String: State] = [:]

    /// Asks those whose time has come. The pods are by their manifest's file name.
    /// - Returns: the containers that have not been well for too long.
    mutating func ask(_ containers: [Container], of pods: [String: PodManifest]) throws(LabFailure) -> [Container] {
        let ids = Set(containers.map(\.id))
        states = states.filter { ids.contains($0.key) }
        var ill: [Container] = []
        for container in containers {
            guard let probe = pods[container.source]?.probe else { continue }
            var state = states[container.id] ?? State(due: Clock.now - container.age + probe.delay)
            if state.failures >= probe.threshold {
                ill.append(container)
            } else if state.process == nil, Clock.now >= state.due {
                state.due = Clock.now + probe.period
                var question = ChildProgram(probe.command)
                question.environment = ["PATH": NodeRoot.path]
                state.process = try question.start()
            }
            states[container.id] = state
        }
        return ill
    }

    /// Takes the end of a process that the kubelet has started.
    mutating func note(_ process: pid_t, _ status: ExitStatus) {
        guard let (id, asked) = states.first(where: { $0.value.process == process }) else { return }
        var state = asked
        state.process = nil
        state.failures = status.code == 0 ? 0 : state.failures + 1
        states[id] = state
    }
}
