import Glibc
import LighterKeys
import LighterProfile

extension World {
    /// Has `man` show a page in the place of this process. Comes back where there is no such program.
    func show(_ page: ManualPage) {
        var pipes: [Int32] = [-1, -1]
        let bytes = Array(page.roff.utf8)
        guard pipe(&pipes) == 0 else { return }
        defer { for descriptor in pipes { close(descriptor) } }
        // The page waits in the pipe for its reader, who is not there yet.
        guard bytes.count <= World.pipeCapacity, write(pipes[1], bytes, bytes.count) == bytes.count else { return }
        guard let program = executable("man") else { return }
        let input = dup(0)
        for descriptor in pipes + [input] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        dup2(pipes[0], 0)
        signal(SIGPIPE, SIG_DFL)
        // Keys are none of its business.
        let variables = environment.variables.filter { !$0.key.hasPrefix("LIGHTER_") }.map { "\($0.key)=\($0.value)" }
        CStrings.lend([program, "-l", "-"]) { words in
            CStrings.lend(variables) { _ = execve(program, words, $0) }
        }
        signal(SIGPIPE, SIG_IGN)
        dup2(input, 0)
        close(input)
    }

    /// What Linux lets wait in a pipe.
    private static let pipeCapacity = 65_536

    /// The first program of a name that the PATH leads to.
    private func executable(_ name: String) -> String? {
        let directories = (environment.variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return directories.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}
