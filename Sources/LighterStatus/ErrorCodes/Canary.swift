extension ErrorCode {
    // swift-format-ignore
    static let canary: [ErrorCode] = [
        .init("canary.locked", [.temporary], "another canary of this profile goes on; this one did nothing", "lighter canary --history"),
        .init("canary.no_market", [.configuration], "the profile names no market for the canary",
              "set market in its [canary], or give --market ETH"),
        .init("canary.no_client_id", [.no], "all client ids of the attempt are other orders'", "lighter canary"),
        .init("canary.no_price", [.no], "the market's price leaves no room for an order below it", "choose another market"),
        .init("canary.output_unwritable", [.cannotCreate], "the report or the metrics cannot be written, so nothing is sent",
              "look at the directory of the file: does it exist, is it yours, is there room"),
        .init("canary.incomplete", [.no], "not everything that was asked for was done", "lighter canary --history"),
        .init("canary.interrupted", [.interrupted], "the run was interrupted before its end", "lighter canary"),
        .init("canary.order_left", [.no, .unknown], "an order of the canary lives, or may live, and could not be cancelled",
              "lighter orders"),
        .init("canary.position_left", [.no], "what the canary's order filled could not be undone; the next run tries again",
              "lighter positions"),
        .init("canary.undone", [.no], "the canary's order was filled, and bought back or sold again", "lighter canary --history"),
        .init("canary.answer_lost", [.no], "the venue took a step, but no answer said so; it was found by its hash",
              "look at the venue's gateway and this host's network: lighter markets -v"),
        .init("canary.slow_submit", [.no], "the venue took longer than max_ack to accept the order", "lighter canary --history"),
        .init("canary.slow_cancel", [.no], "the venue took longer than max_cancel to cancel the order", "lighter canary --history"),
        .init("canary.never_arrived", [], "the order never became one at the venue, and cannot any more", nil),
        .init("canary.cleaned_up", [], "an earlier run had left an order behind, and it was ended", nil),
        .init("canary.cancel_all", [], "all orders of the market were cancelled, as allow_cancel_all says", nil),
        .init("venue.limited", [], "the venue set request limits, which were waited out and took the attempt's time", nil),
        .init("clock.off", [.no], "this host's clock is far from the venue's, so that what is signed lapses at the wrong time",
              "look at the time synchronisation of this host: timedatectl"),
        .init("probe.slow", [.no], "what a probe read came later than its max_latency", "lighter canary --history"),
        .init("probe.wide_spread", [.no], "the spread is wider than a probe's max_spread", "lighter markets"),
        .init("probe.no_markets", [.no], "none of the venue's markets takes orders", "lighter markets"),
    ]

    /// What should never be seen: each is a bug in lighter, and nothing that a person did.
    // swift-format-ignore
    static let bugs: [ErrorCode] = [
        "internal.unexpected": "an error that nobody expected",
        "internal.no_book": "a market order was priced without a book",
        "internal.no_fate": "nothing is known of an order that was to be cancelled",
        "internal.no_market": "a probe was made without its market",
        "internal.no_text": "layer 1 does not sign such a transaction",
        "internal.no_trader": "a token was asked for after the end",
        "internal.untold": "nobody told what became of a transaction, an order or a key",
        "line.unanswered": "a line of the input got no answer",
        "signature.missing": "a transaction got no signature",
        "stream.unencodable": "what was to be said over a stream cannot be written",
        "transaction.unencodable": "a transaction cannot be written",
        "clock.impossible": "the clock of this host shows no possible time",
    ].sorted { $0.key < $1.key }.map { code, meaning in
        ErrorCode(code, [.internal], meaning, "lighter version")
    }
}
