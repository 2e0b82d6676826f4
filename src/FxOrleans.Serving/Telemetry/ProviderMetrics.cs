using System.Diagnostics.Metrics;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Telemetry;

/// <summary>
/// The providers' metrics, as <c>GET /providers</c> shows them. The engine is asked at each collection and may be other
/// machines away: what is given is what it answered to the one before.
/// </summary>
internal sealed class ProviderMetrics
{
    private readonly IRateEngine _engine;
    private readonly ServingOptions _options;
    private readonly Lock _lock = new();
    private Task<IReadOnlyList<ProviderStatus>> _asked = Task.FromResult<IReadOnlyList<ProviderStatus>>([]);
    private IReadOnlyList<ProviderStatus> _last = [];

    public ProviderMetrics(IMeterFactory meters, IRateEngine engine, ServingOptions options)
    {
        (_engine, _options) = (engine, options);
        var meter = meters.Create(ServingMeter.Name);
        meter.CreateObservableGauge("fxorleans.provider.up", Up, "1", "1 for a provider whose state is ok, 0 for any other that is asked.");
        meter.CreateObservableCounter("fxorleans.provider.answers", () => Each(row => row.Answers), "{answer}", "Usable answers.");
        meter.CreateObservableCounter("fxorleans.provider.accepted", () => Each(row => row.Accepted), "{quote}", "Quotes that the pairs took.");
        meter.CreateObservableCounter("fxorleans.provider.failures", () => Each(row => row.Failures, "kind"), "{failure}", "Fetches and connections that failed, by kind.");
        meter.CreateObservableCounter("fxorleans.provider.rejected", () => Each(row => row.Rejections, "reason"), "{quote}", "Quotes and rows that were not taken, by reason.");
        meter.CreateObservableGauge("fxorleans.provider.quota_left", QuotaLeft, "{call}", "Calls left of the provider's quota.");
    }

    private Measurement<int>[] Up()
    {
        Ask();
        return [.. Last().Select(row => new Measurement<int>(row.State == "ok" ? 1 : 0, Name(row)))];
    }

    private Measurement<int>[] QuotaLeft() =>
        [.. Last().Where(row => row.QuotaLeft is not null).Select(row => new Measurement<int>(row.QuotaLeft!.Value, Name(row)))];

    private Measurement<long>[] Each(Func<ProviderStatus, long> count) => [.. Last().Select(row => new Measurement<long>(count(row), Name(row)))];

    private Measurement<long>[] Each(Func<ProviderStatus, IReadOnlyDictionary<string, long>> counts, string label) =>
        [.. Last().SelectMany(row => counts(row).Select(count => new Measurement<long>(count.Value, Name(row), new KeyValuePair<string, object?>(label, count.Key))))];

    private static KeyValuePair<string, object?> Name(ProviderStatus row) => new("provider", row.Name);

    private IReadOnlyList<ProviderStatus> Last()
    {
        lock (_lock)
        {
            return _last;
        }
    }

    // Once a collection: the first instrument asks.
    private void Ask()
    {
        lock (_lock)
        {
            if (!_asked.IsCompleted)
            {
                return;
            }

            if (_asked.IsCompletedSuccessfully)
            {
                var off = _options.Disabled.Select(row => row.Name).ToHashSet();
                _last = [.. _asked.Result.Where(row => !off.Contains(row.Name))];
            }

            _asked = Task.Run(() => _engine.ProvidersAsync(CancellationToken.None).AsTask());
        }
    }
}
