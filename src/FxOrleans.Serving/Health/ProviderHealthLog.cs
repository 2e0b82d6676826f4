using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Health;

/// <summary>What the log has been told of one provider. Not thread-safe.</summary>
internal sealed partial class ProviderHealthLog(ILogger log)
{
    /// <summary>The share of wrong quotes from which a provider is named, and below which it is well again.</summary>
    private const double Wrong = 0.25, Sound = 0.1;

    /// <summary>Fewer quotes say nothing about a share.</summary>
    private const int Enough = 32;

    /// <summary>The first answer is judged before those of the others are there, so that it alone says nothing.</summary>
    private const int Answers = 2;

    private DateTimeOffset? _failingSince;
    private DateTimeOffset? _wrongSince;
    private IReadOnlyDictionary<string, long> _rejections = new Dictionary<string, long>();

    /// <summary>Takes its state at a moment; says what has changed.</summary>
    public void Look(ProviderStatus row, DateTimeOffset now)
    {
        if (row.State is "failing" or "limited")
        {
            if (_failingSince is null)
            {
                _failingSince = row.LastSuccess ?? row.Since;
                LogFailing(row.Name, row.State, Why(row), row.LastSuccess is { } last ? $"its last answer was at {WireTime.Format(last)}" : "it has not answered yet");
            }
        }
        else if (row.State is "ok" or "closed_market" && _failingSince is { } since)
        {
            _failingSince = null;
            LogBack(row.Name, HealthLog.Length(now - since));
        }

        LookAtQuotes(row, now);
        _rejections = row.Rejections;
    }

    private void LookAtQuotes(ProviderStatus row, DateTimeOffset now)
    {
        if (_wrongSince is null && row.OutlierRate >= Wrong && row.Accepted + row.Rejected >= Enough && row.Answers >= Answers)
        {
            _wrongSince = now;
            LogWrong(row.Name, (int)(row.OutlierRate * 100), Fault(row));
        }
        else if (_wrongSince is { } since && row.OutlierRate < Sound)
        {
            _wrongSince = null;
            LogSound(row.Name, HealthLog.Length(now - since));
        }
    }

    private static string Why(ProviderStatus row) =>
        row.LastFailure is { } failure && !(failure.At < row.LastSuccess) ? $"{failure.Kind}: {failure.Message}" : "silent";

    // What has been counted most since the last look.
    private string Fault(ProviderStatus row) =>
        row.Rejections.Count == 0 ? "outlier" : row.Rejections.MaxBy(reason => reason.Value - _rejections.GetValueOrDefault(reason.Key)).Key;

    [LoggerMessage(LogLevel.Warning, "Provider {Name} is {State} ({Why}); {Last}.")]
    private partial void LogFailing(string name, string state, string why, string last);

    [LoggerMessage(LogLevel.Information, "Provider {Name} answers again, after {Length}.")]
    private partial void LogBack(string name, TimeSpan length);

    [LoggerMessage(LogLevel.Warning, "Provider {Name}: {Percent} % of its recent quotes are wrong (mostly {Fault}) and left out; /rate/explain shows each.")]
    private partial void LogWrong(string name, int percent, string fault);

    [LoggerMessage(LogLevel.Information, "Provider {Name} quotes soundly again, after {Length}.")]
    private partial void LogSound(string name, TimeSpan length);
}
