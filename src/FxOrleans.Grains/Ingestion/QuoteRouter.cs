using System.Collections.Concurrent;

using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Grains;

/// <summary>
/// Sends one provider's quotes to their pairs, through one <see cref="QuoteSender"/> for each pair and source. It never waits: polling goes
/// on while a pair's silo is slow, frozen or dead. There are at most <see cref="GrainsOptions.MaxPairs"/> senders. Thread-safe.
/// </summary>
internal sealed class QuoteRouter : IDisposable
{
    private readonly ConcurrentDictionary<(CurrencyPair Pair, string Source), QuoteSender> _lanes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _ending;
    private readonly IGrainFactory _grains;
    private readonly PairConvention _convention;
    private readonly GrainsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private QuoteSender[]? _first;
    private int _overflowed;

    public QuoteRouter(
        IGrainFactory grains, PairConvention convention, RoutingSwitch routing, IOptions<GrainsOptions> options, TimeProvider time, ILogger<QuoteRouter> logger)
    {
        (_grains, _convention, _options, _time, _logger) = (grains, convention, options.Value, time, logger);
        _ending = routing.Stopped.Register(_stop.Cancel);
    }

    /// <summary>Counts the verdicts. Set once, before the first quote.</summary>
    public ProviderMeter? Meter { get; set; }

    /// <summary>True once every pair of the first answer has taken its quote; null before the first answer.</summary>
    public bool? IsFirstRoundOver => Volatile.Read(ref _first) is { } first ? Array.TrueForAll(first, lane => lane.IsAnswered) : null;

    /// <summary>The pairs that are known to have a price.</summary>
    public CurrencyPair[] Priced() => [.. _lanes.Where(lane => lane.Value.HasPrice).Select(lane => lane.Key.Pair).Distinct()];

    /// <summary>Sends the quotes to their pairs.</summary>
    public void Submit(IReadOnlyList<Quote> quotes)
    {
        var first = _first is null ? new HashSet<QuoteSender>() : null;
        for (var i = 0; i < quotes.Count; i++)
        {
            var quote = quotes[i];
            if (Lane(_convention.Canonical(quote.Pair), quote.Source.Name) is { } lane)
            {
                lane.Offer(quote);
                first?.Add(lane);
            }
            else
            {
                Meter?.Unplaced();
            }
        }

        _first ??= [.. first!];
    }

    /// <summary>Tells each pair its last quote again that has not been spoken to for <paramref name="quiet"/>.</summary>
    public void Repeat(TimeSpan quiet)
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Repeat(quiet);
        }
    }

    /// <summary>The last quote of each pair and source.</summary>
    public Quote[] Last() => [.. _lanes.Values.Select(lane => lane.Last).OfType<Quote>()];

    /// <summary>Takes over the quotes that an earlier activation had sent.</summary>
    public void Restore(IEnumerable<Quote> quotes, IReadOnlyCollection<CurrencyPair> priced)
    {
        var known = priced.ToHashSet();
        foreach (var quote in quotes)
        {
            var pair = _convention.Canonical(quote.Pair);
            Lane(pair, quote.Source.Name)?.Restore(quote, known.Contains(pair));
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _stop.Cancel();
    }

    private QuoteSender? Lane(CurrencyPair pair, string source)
    {
        if (_lanes.TryGetValue((pair, source), out var lane))
        {
            return lane;
        }

        if (_lanes.Count < _options.MaxPairs)
        {
            return _lanes.GetOrAdd((pair, source), Open);
        }

        if (Interlocked.Exchange(ref _overflowed, 1) == 0)
        {
            _logger.LogWarning("{Provider} quotes more than {Max} pairs; {Pair} and others are dropped.", Meter?.Status().Name, _options.MaxPairs, pair);
        }

        return null;
    }

    private QuoteSender Open((CurrencyPair Pair, string Source) lane) =>
        new(_grains.GetGrain<ICurrencyPairGrain>(lane.Pair.Key), _options.SubmitDeadline, Judge, _time, _logger, _stop.Token);

    private void Judge(Quote quote, Verdict verdict) => Meter?.Judged(quote, verdict);
}
