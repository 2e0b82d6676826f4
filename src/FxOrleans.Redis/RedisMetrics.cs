using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Redis;

/// <summary>The metrics of writing to Redis: what was written, what waits and for how long, what failed.</summary>
internal sealed class RedisMetrics : IHostedService
{
    /// <summary>Where they are found.</summary>
    public const string MeterName = "FxOrleans.Redis";

    public RedisMetrics(IMeterFactory meters, RedisPriceWriter writer)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("fxorleans.redis.up", () => writer.Health.State == "ok" ? 1 : 0, "1", "1 while writing goes well.");
        meter.CreateObservableGauge("fxorleans.redis.lag", () => writer.Health.Lag.TotalSeconds, "s", "How long the price that has waited longest to be written has.");
        meter.CreateObservableGauge("fxorleans.redis.pending", () => writer.Health.Pending, "{price}", "Prices that wait to be written or answered.");
        meter.CreateObservableCounter("fxorleans.redis.written", () => writer.Health.Written, "{price}", "Prices set and broadcast.");
        meter.CreateObservableCounter("fxorleans.redis.refused", () => writer.Health.Refused, "{price}", "Prices not written because a newer one was there.");
        meter.CreateObservableCounter("fxorleans.redis.failures", () => Failures(writer), "{failure}", "Failures by kind.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Failures(RedisPriceWriter writer) =>
        writer.Health.Failures.Select(failure => new Measurement<long>(failure.Value, new KeyValuePair<string, object?>("kind", failure.Key)));
}
