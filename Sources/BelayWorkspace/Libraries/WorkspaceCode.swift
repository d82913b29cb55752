/// Every code of reading libraries and labs, in addition to those of `LanguageCode`. Each has a transcript under
/// Tests/Transcripts/Diagnostics.
public enum WorkspaceCode: String, CaseIterable, Sendable {
    case unreadableLibrary = "B0521"
    case circularLibraries = "B0522"
    case tooManyLibraries = "B0523"
    case hidesBundledLibrary = "B0524"
    case unknownLab = "B0525"
    case unreadableLab = "B0526"
    case labLacksParameter = "B0527"
    case wrongTypeInLab = "B0528"
    case idleLabParameter = "B0529"
}
