extension Failure {
    /// A person stopped it before anything was sent.
    public static let interrupted = Failure("command.interrupted", .interrupted, "interrupted; nothing was sent")
}
