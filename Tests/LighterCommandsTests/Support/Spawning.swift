import Foundation

/// `POSIX_SPAWN_SETSID`, which glibc's header hides.
private let newSession: Int16 = 0x80

/// Starts a program as a shell does.
///
/// - Parameters:
///   - leadsSession: whether it is the first of a session of its own, whose terminal is the first one that it opens.
///   - files: opens its standard input and outputs.
func spawn(
    _ path: String,
    _ arguments: [String],
    environment: [String: String],
    leadsSession: Bool = false,
    files: (inout posix_spawn_file_actions_t) -> Void
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    files(&actions)
    // Sockets and files of the tests that run beside this one are none of its business. They are closed in the child
    // alone: by some of them Foundation waits for the programs it started.
    for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    // The threads that tests run on hold signals back; a program at a shell gets them.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, leadsSession ? flags | newSession : flags)
    var child = pid_t()
    let failure = withCStrings([path] + arguments) { words in
        withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
            posix_spawn(&child, path, &actions, &attributes, words, variables)
        }
    }
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
    return child
}

private func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { list[index] = strdup(text) }
    list[texts.count] = nil
    defer {
        for index in texts.indices { free(list[index]) }
        list.deallocate()
    }
    return body(list)
}
