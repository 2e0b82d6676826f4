namespace FxOrleans.Pricing;

/// <summary>Counts what a provider does. Thread-safe.</summary>
/// <param name="provider">Which.</param>
/// <param name="time">The clock.</param>
/// <param name="outliers">What outliers are counted as, where the prices of all markets are at hand; null for <c>outlier</c>.</param>
public sealed class ProviderMeter(IRateProvider provider, TimeProvider time, OutlierClassifier? outliers = null)
{
    private const int Recent = 256;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _rejections = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private DateTimeOffset? _lastSuccess;
    private readonly TradedMarkets _markets = new();
    private DateTimeOffset? _newestQuote;
    private DateTimeOffset? _newestAt;
    private double? _lag;
    private double _outlierRate;
    private int _judged;
    private ProviderFailure? _lastFailure;
    private ProviderFailureKind _lastKind;
    private int _failuresInARow;
    private int? _quotaLeft;
    private long _accepted;
    private long _rejected;
    private long _answers;
    private InstitutionCoverage? _coverage;

    /// <summary>A usable answer, with its rejected rows; the quotes are counted as they are judged.</summary>
    public void Answered(ProviderAnswer answer)
    {
        lock (_lock)
        {
            _answers++;
            _failuresInARow = 0;
            _lastSuccess = time.GetUtcNow();
            _quotaLeft = answer.QuotaLeft ?? _quotaLeft;
            _coverage = answer.Coverage ?? _coverage;
            foreach (var row in answer.Rejected)
            {
                Reject(row.Fault.Code());
            }
        }
    }

    /// <summary>What a market made of one quote.</summary>
    public void Judged(in Quote quote, Verdict verdict)
    {
        verdict = outliers?.Name(quote, verdict) ?? verdict;
        lock (_lock)
        {
            if (verdict != Verdict.FromFuture && (_newestQuote is null || quote.Timestamp > _newestQuote))
            {
                _newestQuote = quote.Timestamp;
                _newestAt = time.GetUtcNow();
                _lag = Math.Round(Math.Max(0, (_newestAt.Value - quote.Timestamp).TotalSeconds), 3);
            }

            _markets.Add(quote.Pair);
            _judged = Math.Min(_judged + 1, Recent);
            _outlierRate += ((verdict.IsFault() ? 1 : 0) - _outlierRate) / _judged;

            if (verdict.IsRejection())
            {
                Reject(verdict.Reason()!);
            }
            else
            {
                _accepted++;
            }
        }
    }

    /// <summary>A quote of a pair for which an engine has no room: rejected as <c>too_many_markets</c>.</summary>
    public void Unplaced()
    {
        lock (_lock)
        {
            Reject("too_many_markets");
        }
    }

    /// <summary>A fetch or a connection that failed; <paramref name="message"/> is shown as it is.</summary>
    public void Failed(ProviderFailureKind kind, string message)
    {
        lock (_lock)
        {
            _failuresInARow++;
            _lastKind = kind;
            _quotaLeft = kind == ProviderFailureKind.QuotaSpent ? 0 : _quotaLeft;
            _lastFailure = new ProviderFailure(time.GetUtcNow(), kind.Code(), message);
            _failures[kind.Code()] = _failures.GetValueOrDefault(kind.Code()) + 1;
        }
    }

    /// <summary>What has been counted so far, and the state that follows from it now.</summary>
    public ProviderStatus Status()
    {
        lock (_lock)
        {
            return new ProviderStatus
            {
                Name = provider.Source.Name,
                State = State(time.GetUtcNow()),
                Kind = provider.Source.Kind == SourceKind.Fixing ? "fixing" : provider.Source.Kind.Code(),
                Simulated = provider.Source.Simulated,
                LastSuccess = _lastSuccess,
                LastFailure = _lastFailure,
                NewestQuote = _newestQuote,
                Lag = _lag,
                OutlierRate = Math.Round(_outlierRate, 6),
                Accepted = _accepted,
                Rejected = _rejected,
                Answers = _answers,
                Failures = new SortedDictionary<string, long>(_failures, StringComparer.Ordinal),
                Rejections = new SortedDictionary<string, long>(_rejections, StringComparer.Ordinal),
                QuotaLeft = _quotaLeft,
                Attribution = provider.Terms.Attribution,
                Since = _since,
                Institutions = _coverage?.At(time.GetUtcNow()),
                Coverage = _coverage?.Voices(time.GetUtcNow()),
            };
        }
    }

    private string State(DateTimeOffset now) => _failuresInARow switch
    {
        0 when IsAtRest(now) => "closed_market",
        0 when provider is IStreamingRateProvider => (now - (_lastSuccess ?? _since)) switch
        {
            var silence when silence > 3 * provider.Terms.Timeout => "failing",
            var silence when silence > provider.Terms.Timeout || _lastSuccess is null => "degraded",
            _ => "ok",
        },
        0 => _lastSuccess is null ? "degraded" : "ok",
        _ when _lastKind is ProviderFailureKind.RateLimited or ProviderFailureKind.QuotaSpent => "limited",
        < 3 when _lastSuccess is not null => "degraded",
        _ => "failing",
    };

    // A fixing is no market that closes: its calendar says when the next one is due. A made-up market never does.
    private bool IsAtRest(DateTimeOffset now) =>
        provider.Source is { Kind: not SourceKind.Fixing, Simulated: false } && _newestAt is { } at && !_markets.IsAnyOpen(now)
        && now - at > (provider.Terms.Interval * 3) + provider.Terms.Timeout;

    private void Reject(string code)
    {
        _rejected++;
        _rejections[code] = _rejections.GetValueOrDefault(code) + 1;
    }
}
