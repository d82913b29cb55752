public import BelayLanguage
public import BelaySource
public import BelaySystem

/// Programs that a runbook `needs` and that are not on the path, each as a diagnostic at its name.
public enum MissingPrograms {
    public static func diagnostics(for needs: [Need], _ search: ProgramSearch) -> [Diagnostic] {
        needs.compactMap { need in
            if search.path(of: need.program) != nil { return nil }
            var diagnostic = Diagnostic.missingTool(need)
            if let package = DebianPackage.name(for: need.program) {
                diagnostic.help = ["on Debian: apt-get install \(package)"]
            }
            return diagnostic
        }
    }
}
