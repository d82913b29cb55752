import BelayRuntime

/// Several observers of one run.
struct Observers: RunObserver {
    let all: [any RunObserver]

    func observe(_ event: Redacted<RunEvent>) {
        for observer in all { observer.observe(event) }
    }
}
