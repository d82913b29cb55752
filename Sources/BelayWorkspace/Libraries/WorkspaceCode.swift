/// Every code of reading libraries, in addition to those of `LanguageCode`. Each has a transcript under
/// Tests/Transcripts/Diagnostics.
public enum WorkspaceCode: String, CaseIterable, Sendable {
    case unreadableLibrary = "B0521"
    case circularLibraries = "B0522"
    case tooManyLibraries = "B0523"
    case hidesBundledLibrary = "B0524"
}
