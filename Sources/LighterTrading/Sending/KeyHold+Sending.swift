import LighterLedger
import LighterStatus
import LighterTransactions
import LighterVenue

extension KeyHold {
    /// How often in a row the venue may refuse the nonce: once, then it is read again and everything signed anew.
    private static let refusedNonceLimit = 2

    /// Signs and sends one transaction, once.
    ///
    /// - Throws: ``Failure``, as ``send(_:inRequestsOf:signedAhead:tell:)`` tells or throws.
    func send(_ draft: TransactionDraft) throws(Failure) -> SentTransaction {
        var fate: Result<SentTransaction, Failure>?
        try send([draft], inRequestsOf: 1) { _, result in
            fate = result
            return true
        }
        guard let fate else { throw Failure("internal.untold", .internal, "nobody told what became of a transaction") }
        return try fate.get()
    }

    /// Signs and sends transactions, each once, in their order and several in a request. All that are to be sent are in the
    /// ledger before the first one leaves; a request leaves when the fate of the one before it is written.
    ///
    /// A nonce the venue refuses is read again and what waits is signed anew, and so is what the venue did not take for a
    /// limit, once that was waited out; a lost answer is asked after by the transactions' hashes until the deadline. Of a
    /// request that is refused each transaction is sent by itself, as one of them may be why.
    ///
    /// - Parameters:
    ///   - size: the most transactions in a request.
    ///   - signedAhead: the transactions signed by somebody who guessed their nonces; taken where the guess was right.
    ///   - tell: told what became of each by its place, first to last; false sends no more.
    /// - Throws: ``Failure`` when no more can be sent. What was not told then was not sent.
    func send(
        _ drafts: [TransactionDraft],
        inRequestsOf size: Int,
        signedAhead: [SignedTransaction] = [],
        tell: (Int, Result<SentTransaction, Failure>) -> Bool
    ) throws(Failure) {
        var next = 0
        var signedAhead = signedAhead
        // After a refused request: how many are to be sent each by itself.
        var alone = 0
        var refusedNonces = 0
        // Whether the request that is next was sent before, and not taken for a limit.
        var isRepeated = false
        while next < drafts.count {
            try trader.awaitLeave()
            let end = alone > 0 ? next + 1 : drafts.count
            var written: [[SignedTransaction]]
            do throws(LedgerRefusal) {
                written = try write(drafts[next..<end], size, signedAhead.dropFirst(next))
            } catch {
                switch error {
                case .failure(let failure): throw failure
                case .refused(let failure, let sooner) where sooner.isEmpty:
                    guard tell(next, .failure(failure)) else { return }
                    next += 1
                    continue
                case .refused(_, let sooner): written = sooner
                }
            }
            var isInOrder = true
            while isInOrder, !written.isEmpty {
                let request = written.removeFirst()
                do throws(Failure) {
                    let sent = try dispatch(request, isRepeated: isRepeated)
                    isRepeated = false
                    refusedNonces = 0
                    alone -= min(alone, sent.count)
                    var goesOn = true
                    for (place, transaction) in sent.enumerated() {
                        goesOn = tell(next + place, .success(transaction)) && goesOn
                    }
                    next += sent.count
                    guard goesOn else {
                        settle(written.joined().map { Settlement($0, .never) })
                        return
                    }
                } catch {
                    isInOrder = false
                    // They were signed to follow what was refused.
                    signedAhead = []
                    settle(written.joined().map { Settlement($0, .never) })
                    switch error.exit {
                    case .temporary where error.isAboutNonce:
                        refusedNonces += 1
                        guard refusedNonces < KeyHold.refusedNonceLimit else { throw error }
                    case .unknown:
                        for (place, transaction) in request.enumerated() {
                            let context = SentTransaction(transaction, nil).context
                            _ = tell(next + place, .failure(error.about(context)))
                        }
                        throw error
                    case .rejected, .data, .notFound:
                        guard request.count == 1 else {
                            alone = request.count
                            break
                        }
                        guard tell(next, .failure(error)) else { return }
                        next += 1
                        alone -= min(alone, 1)
                    default:
                        try trader.waitOut(error)
                        isRepeated = true
                    }
                }
            }
        }
    }

    /// The requests for drafts, signed and written to the ledger.
    private func write(
        _ drafts: ArraySlice<TransactionDraft>,
        _ size: Int,
        _ signedAhead: ArraySlice<SignedTransaction>
    ) throws(LedgerRefusal) -> [[SignedTransaction]] {
        let (limit, signed): (NotionalLimit?, [SignedTransaction])
        var intents: [Intent] = []
        do throws(Failure) {
            limit = try trader.dayLimit()
            let nonce = try drafts.first?.registersKey == true ? trader.nonceOfRegistration() : nextNonce()
            let isGuessed = signedAhead.count >= drafts.count && signedAhead.first?.transaction.nonce == nonce
            signed = isGuessed ? Array(signedAhead.prefix(drafts.count)) : try trader.signed(drafts, from: nonce)
            let now = trader.clock.now()
            for (draft, transaction) in zip(drafts, signed) {
                intents.append(try draft.intent(to: transaction, at: now))
            }
        } catch { throw .failure(error) }
        do throws(LedgerError) {
            try ledger.intend(intents.inRuns(of: size), with: key, within: limit)
        } catch {
            guard case .refused(let refusal, let place) = error else { throw .failure(Failure(error)) }
            let sooner = try place == 0 ? [] : write(drafts.prefix(place), size, signedAhead)
            throw .refused(Failure(refusal), sooner: sooner)
        }
        return signed.inRuns(of: size)
    }

    /// Why drafts are not written to the ledger.
    private enum LedgerRefusal: Error {
        /// None of them is.
        case failure(Failure)
        /// One may not be sent; those before it are written.
        case refused(Failure, sooner: [[SignedTransaction]])
    }
}

extension KeyHold {
    /// `invalid nonce`. Something on the way may have delivered a request twice, and this be the answer to the second one:
    /// where the sequence has moved past it, the request is asked after before another one is signed.
    fileprivate static let refusedNonce = 21_104
    /// How long the venue may take until it knows a transaction it has taken.
    private static let indexingTime: Duration = .seconds(1)

    /// Sends a request that is in the ledger, once, and writes its fate there.
    ///
    /// - Parameter isRepeated: whether it has only what is left of its time.
    /// - Throws: ``Failure``: `unknown` when it may have been taken and the venue does not say.
    private func dispatch(_ request: [SignedTransaction], isRepeated: Bool) throws(Failure) -> [SentTransaction] {
        guard let first = request.first else { return [] }
        if !isRepeated { trader.beginPiece() }
        do throws(Failure) {
            guard !trader.deadline.isInterrupted else {
                throw .interrupted
            }
            try trader.awaitLeave()
            let acceptance = try post(request)
            settle(request.map { Settlement($0, .accepted) })
            return request.map { SentTransaction($0, acceptance) }
        } catch {
            let failure = error.with(SentTransaction(first, nil).context)
            guard failure.exit != .unknown else {
                switch trace(request, within: trader.deadline.remaining) {
                case .taken: return request.map { SentTransaction($0, nil) }
                case .lost: throw failure
                case .overtaken:
                    settle(request.map { Settlement($0, .never) })
                    _ = try freshNonce()
                    throw .overtaken
                }
            }
            let fate: Fate = failure.venue == nil ? .never : .refused
            guard failure.venue?.code == KeyHold.refusedNonce else {
                settle(request.map { Settlement($0, fate, because: failure) })
                throw failure
            }
            // Without it nobody knows whether the request was taken before it was refused: it stays unsettled.
            guard let fresh = try? freshNonce() else { throw failure }
            if fresh > first.transaction.nonce, case .taken = trace(request, within: KeyHold.indexingTime) {
                return request.map { SentTransaction($0, nil) }
            }
            settle(request.map { Settlement($0, .refused, because: failure) })
            throw failure
        }
    }

    private func post(_ request: [SignedTransaction]) throws(Failure) -> Acceptance {
        let acceptance: Acceptance
        if request.count == 1 {
            acceptance = try trader.venue.send(request[0])
        } else {
            acceptance = try trader.venue.send(batch: request)
        }
        let hashes = acceptance.hashes.map { $0.lowercased() }
        guard hashes.isEmpty || hashes == request.map(\.hash) else {
            throw Failure(
                "venue.foreign_hash",
                .unknown,
                "the venue answered with the hash of another transaction",
                hint: "lighter tx <hash>"
            )
        }
        return acceptance
    }
}

extension Failure {
    /// A transaction that the venue did not take, as another one has its nonce.
    fileprivate static let overtaken = Failure(
        "nonce.overtaken",
        .temporary,
        "another transaction of this key took the nonce first",
        retryAfterMilliseconds: 1_000
    )

    /// Whether the nonce has to be read again, and everything signed anew.
    fileprivate var isAboutNonce: Bool { code == Failure.overtaken.code || venue?.code == KeyHold.refusedNonce }
}

extension Array {
    /// The elements in runs of a length, of which the last may be shorter.
    fileprivate func inRuns(of length: Int) -> [[Element]] {
        stride(from: 0, to: count, by: length).map { Array(self[$0..<Swift.min($0 + length, count)]) }
    }
}
