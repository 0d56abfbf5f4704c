/// Which version this is.
public enum Version {
    public static let number = "0.1.0"
    /// When it was made, for its manual: every build of it writes the same pages.
    public static let date = "2026-11-26"
}
