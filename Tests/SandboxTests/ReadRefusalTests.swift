import LighterJSON
import LighterSandbox
import Testing

/// What a read asks for wrongly is refused with the venue's codes and a reason (api.md, sections 2.3 and 9).
@Suite struct ReadRefusalTests {
    static let refused: [(path: String, code: Int64)] = [
        ("block?by=height&value=1", 21400),
        ("block?by=commitment&value=abc", 21400),
        ("block?by=height&value=-1", 21401),
        ("block?by=hash&value=1", 20001),
        ("blockTxs?by=block_height&value=99999999999", 21400),
        ("blocks", 20001),
        ("blocks?limit=101", 20001),
        ("blocks?limit=10&sort=newest", 20001),
        ("txs", 20001),
        ("txs?limit=0", 20001),
        ("txFromL1TxHash", 20001),
        ("txFromL1TxHash?hash=0xabc", 21500),
        ("markPriceCandles?market_id=0&resolution=2m&start_timestamp=1&end_timestamp=2&count_back=1", 22402),
        ("markPriceCandles?market_id=0&resolution=1m&start_timestamp=2&end_timestamp=2&count_back=1", 22400),
        ("markPriceCandles?market_id=0&resolution=1m&start_timestamp=-1&end_timestamp=2&count_back=1", 22401),
        ("markPriceCandles?market_id=2048&resolution=1m&start_timestamp=1&end_timestamp=2&count_back=1", 21621),
        ("markPriceCandles?market_id=0&resolution=1m&start_timestamp=1&end_timestamp=2", 20001),
        ("marketPriceCharts?market_ids=0,x", 20001),
        ("marketPriceCharts?market_ids=0,77", 21602),
        ("priceOracleInfo?symbol=NONE", 20001),
        ("exchangeMetrics?period=d", 20001),
        ("exchangeMetrics?period=x&kind=volume", 20001),
        ("exchangeMetrics?period=d&kind=volume&filter=byMarket&value=NONE", 20001),
        ("pnl?by=index&value=1&resolution=1h&start_timestamp=1&end_timestamp=2&count_back=1", 20001),
        ("pnl?by=index&value=1&resolution=1w&start_timestamp=1&end_timestamp=2&count_back=1", 22402),
        ("accountMetadata?by=index&value=999", 21100),
        ("l1Metadata?l1_address=0x1", 20001),
        ("publicPoolsMetadata?index=0", 20001),
        ("leases?account_index=1", 20001),
        ("tokens?account_index=1", 20001),
        ("export?account_index=1", 20001),
        ("export?account_index=1&type=trade&start_timestamp=1", 20001),
        ("export?account_index=1&type=trade&start_timestamp=1735689600000&end_timestamp=1798761600000", 22403),
        ("transfer/history?account_index=1&type=Gift", 20001),
        ("withdraw/history?account_index=1&filter=lost", 20001),
        ("deposit/history?account_index=1", 20001),
        ("transferFeeInfo", 20001),
        ("fundings?market_id=0&resolution=5m&start_timestamp=1&end_timestamp=2&count_back=0", 22402),
        ("fundings?market_id=2048&resolution=1h&start_timestamp=1&end_timestamp=2&count_back=0", 21621),
        ("positionFunding?account_index=1&limit=0", 20001),
        ("positionFunding?account_index=1&limit=1&side=both", 20001),
        ("positionFunding?account_index=1&limit=1&start_timestamp=-5", 22401),
        ("liquidations?account_index=1", 20001),
        ("liquidations?account_index=1&limit=1&market_id=77", 21602),
    ]

    @Test(arguments: refused) func withTheVenuesCodes(path: String, code: Int64) throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let reply = try client.get("/api/v1/\(path)")
        #expect(reply.status == 400)
        #expect(reply.code == code)
        #expect(reply.json["message"]?.string?.isEmpty == false)
    }

    @Test func anothersDataNeedsAnothersToken() throws {
        let client = try SandboxClient()
        defer { client.server.stop() }
        let range = "start_timestamp=1&end_timestamp=2&count_back=1"
        for path in [
            "pnl?by=index&value=91001&resolution=1h&\(range)", "leases?account_index=91001",
            "tokens?account_index=91001", "l1Metadata?l1_address=0x1", "getMakerOnlyApiKeys?account_index=91001",
            "export?type=trade&account_index=91001", "transfer/history?account_index=91001",
            "withdraw/history?account_index=91001", "deposit/history?account_index=91001&l1_address=0x1",
            "transferFeeInfo?account_index=91001", "positionFunding?account_index=91001&limit=1",
            "liquidations?account_index=91001&limit=1",
        ] {
            let reply = try client.authorizedGet("/api/v1/\(path)")
            #expect(reply.status == 401 && reply.code == 20013, "\(path)")
        }
    }
}
