import LighterStatus

/// How far this host's clock is from the venue's.
struct ClockSkew: Equatable {
    /// How far it may be, in milliseconds. The venue tells whole seconds.
    static let tolerance: Int64 = 5_000

    /// In milliseconds, at least: ahead of the venue's above zero, behind it below.
    let milliseconds: Int64

    /// - Parameters:
    ///   - second: the venue's clock, to the second, in milliseconds since the Unix epoch: it was anywhere within that second
    ///     when it was read.
    ///   - before: ours before it was asked for.
    ///   - after: ours when it was there.
    init(second: Int64, between before: Int64, and after: Int64) {
        let ahead = max(0, before - (second + 999))
        let behind = max(0, second - after)
        milliseconds = ahead > 0 ? ahead : -behind
    }

    var isTolerable: Bool { abs(milliseconds) <= ClockSkew.tolerance }

    /// `this host's clock is 60 seconds behind the venue's`.
    var words: String {
        guard milliseconds != 0 else { return "this host's clock agrees with the venue's" }
        let direction = milliseconds < 0 ? "behind" : "ahead of"
        let distance = abs(milliseconds)
        let span = distance < 1000 ? "\(distance) ms" : "\(distance / 1000) seconds"
        return "this host's clock is \(span) \(direction) the venue's"
    }

    /// - Throws: ``Failure`` of class no where the clocks are too far apart.
    func require() throws(Failure) {
        guard !isTolerable else { return }
        throw Failure(
            "clock.off",
            .no,
            "\(words): what is signed here lapses at the wrong time",
            hint: "look at the time synchronisation of this host: timedatectl"
        )
    }
}
