namespace FxOrleans.Pricing;

/// <summary>Counts what a provider does. Thread-safe.</summary>
public sealed class ProviderMeter(IRateProvider provider, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _rejections = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private DateTimeOffset? _lastSuccess;
    private DateTimeOffset? _newestQuote;
    private ProviderFailure? _lastFailure;
    private ProviderFailureKind _lastKind;
    private int _failuresInARow;
    private int? _quotaLeft;
    private long _accepted;
    private long _rejected;
    private long _answers;

    public void Answered(ProviderAnswer answer)
    {
        lock (_lock)
        {
            _answers++;
            _failuresInARow = 0;
            _lastSuccess = time.GetUtcNow();
            _quotaLeft = answer.QuotaLeft ?? _quotaLeft;
            foreach (var row in answer.Rejected)
            {
                Reject(row.Fault.Code());
            }
        }
    }

    public void Judged(in Quote quote, Verdict verdict)
    {
        lock (_lock)
        {
            if (verdict != Verdict.FromFuture && (_newestQuote is null || quote.Timestamp > _newestQuote))
            {
                _newestQuote = quote.Timestamp;
            }

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

    public void Failed(ProviderFailureKind kind, string message)
    {
        lock (_lock)
        {
            _failuresInARow++;
            _lastKind = kind;
            _lastFailure = new ProviderFailure(time.GetUtcNow(), kind.Code(), message);
            _failures[kind.Code()] = _failures.GetValueOrDefault(kind.Code()) + 1;
        }
    }

    public ProviderStatus Status()
    {
        lock (_lock)
        {
            return new ProviderStatus
            {
                Name = provider.Source.Name,
                State = State(),
                Kind = provider.Source.Kind == SourceKind.DailyFixing ? "fixing" : provider.Source.Kind.Code(),
                Simulated = provider.Source.Simulated,
                LastSuccess = _lastSuccess,
                LastFailure = _lastFailure,
                NewestQuote = _newestQuote,
                Accepted = _accepted,
                Rejected = _rejected,
                Answers = _answers,
                Failures = new SortedDictionary<string, long>(_failures, StringComparer.Ordinal),
                Rejections = new SortedDictionary<string, long>(_rejections, StringComparer.Ordinal),
                QuotaLeft = _quotaLeft,
                Attribution = provider.Terms.Attribution,
                Since = _since,
            };
        }
    }

    private string State() => _failuresInARow switch
    {
        0 => _lastSuccess is null ? "degraded" : "ok",
        _ when _lastKind is ProviderFailureKind.RateLimited or ProviderFailureKind.QuotaSpent => "limited",
        < 3 when _lastSuccess is not null => "degraded",
        _ => "failing",
    };

    private void Reject(string code)
    {
        _rejected++;
        _rejections[code] = _rejections.GetValueOrDefault(code) + 1;
    }
}
