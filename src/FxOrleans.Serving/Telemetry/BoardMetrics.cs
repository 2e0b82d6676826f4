using System.Diagnostics.Metrics;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Telemetry;

/// <summary>The board's metrics: ticks and ages by kind of source, markets by status, what the feed had to repair.</summary>
internal sealed class BoardMetrics
{
    private static readonly SourceKind[] Kinds = Enum.GetValues<SourceKind>();
    private static readonly PriceStatus[] Statuses = Enum.GetValues<PriceStatus>();

    private readonly RateBoard _board;
    private readonly long[] _ticks = new long[Kinds.Length];

    public BoardMetrics(IMeterFactory meters, RateBoard board, PriceFeed feed)
    {
        _board = board;
        board.Book.Advanced += market => Interlocked.Increment(ref _ticks[(int)market.Price.Kind]);
        var meter = meters.Create(ServingMeter.Name);
        meter.CreateObservableCounter("fxorleans.ticks", Ticks, "{price}", "Prices that replaced an older one on this node's board, by kind of source.");
        meter.CreateObservableGauge("fxorleans.board.age", Ages, "s", "Age of the newest price of each kind of source.");
        meter.CreateObservableGauge("fxorleans.board.markets", Markets, "{market}", "Markets by the status of their price.");
        meter.CreateObservableGauge("fxorleans.pegs", Pegs, "{peg}", "Pegged currencies by the state of their peg.");
        meter.CreateObservableCounter("fxorleans.board.encodings", () => board.Encodings, "{answer}", "Answers encoded; all others were read as they were.");
        meter.CreateObservableCounter("fxorleans.board.refused", () => board.Book.Refused, "{price}", "Prices refused because there were as many markets as there may be.");
        meter.CreateObservableCounter("fxorleans.board.snapshots", () => feed.Snapshots, "{snapshot}", "Snapshots taken from the engine.");
        meter.CreateObservableCounter("fxorleans.board.gaps", () => feed.Gaps, "{gap}", "Gaps in the engine's batches, each repaired by a snapshot.");
        meter.CreateObservableCounter("fxorleans.board.silences", () => feed.Silences, "{silence}", "Looks that found the engine silent for too long.");
    }

    private static KeyValuePair<string, object?> Kind(SourceKind kind) => new("kind", kind == SourceKind.Fixing ? "fixing" : kind.Code());

    private IEnumerable<Measurement<long>> Ticks() => Kinds.Select(kind => new Measurement<long>(Interlocked.Read(ref _ticks[(int)kind]), Kind(kind)));

    private IEnumerable<Measurement<double>> Ages()
    {
        var now = _board.Now.Wall;
        return _board.Book.Markets.GroupBy(market => market.Price.Kind)
            .Select(markets => new Measurement<double>(Math.Max(0, (now - markets.Max(market => market.Price.Timestamp)).TotalSeconds), Kind(markets.Key)));
    }

    private IEnumerable<Measurement<int>> Pegs() => Enum.GetValues<PegState>().Select(state =>
        new Measurement<int>(_board.Pegs.Reports.Count(report => report.State == state), new KeyValuePair<string, object?>("state", state.Code())));

    private IEnumerable<Measurement<int>> Markets()
    {
        var now = _board.Now;
        var counts = _board.Book.Markets.CountBy(market => market.StatusAt(now, _board.Options.MaxAge)).ToDictionary();
        return Statuses.Select(status => new Measurement<int>(counts.GetValueOrDefault(status), new KeyValuePair<string, object?>("status", status.Code())));
    }
}
