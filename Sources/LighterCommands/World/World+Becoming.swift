import Glibc
import LighterKeys
import LighterStatus

extension World {
    /// Becomes another program: the same process, with the signals, limits and open files that this one was started with.
    ///
    /// - Returns: why it could not.
    func becoming(_ path: String, _ arguments: [String], _ variables: [String: String]) -> Failure {
        Interruption.stopListening()
        ProcessMemory.allowDumps()
        // A signal that came before is not to be lost.
        guard !isInterrupted() else { return .interrupted }
        var number = World.execute(path, [path] + arguments, variables)
        // A script that names no interpreter is one of the shell's.
        if number == ENOEXEC { number = World.execute("/bin/sh", ["sh", path] + arguments, variables) }
        let reason = String(cString: strerror(number))
        let exit = number == EACCES || number == EPERM ? ExitClass.permission : .notFound
        return Failure("plugin.cannot_start", exit, "\(sanitized(path, limit: 400)) cannot be started: \(reason)")
    }

    private static func execute(_ path: String, _ words: [String], _ variables: [String: String]) -> Int32 {
        CStrings.lend(words) { words in
            CStrings.lend(variables.map { "\($0.key)=\($0.value)" }) { variables in
                execve(path, words, variables)
                return errno
            }
        }
    }
}
