using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Redis;

/// <summary>The metrics of Redis: whether it does its work and what failed; where prices are written, also what was, what waits and for how long.</summary>
internal sealed class RedisMetrics : IHostedService
{
    /// <summary>Where they are found.</summary>
    public const string MeterName = "FxOrleans.Redis";

    /// <param name="meters">Where to.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="writer">Null on a node that writes no prices.</param>
    public RedisMetrics(IMeterFactory meters, RedisConnection connection, RedisPriceWriter? writer)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "fxorleans.redis.up", () => connection.IsUp && writer?.LastWriteFailure is null ? 1 : 0, "1", "1 while there is a connection and, where prices are written, that goes well.");
        meter.CreateObservableCounter("fxorleans.redis.failures", () => Failures(connection), "{failure}", "Failures by kind.");
        if (writer is not null)
        {
            meter.CreateObservableGauge("fxorleans.redis.lag", () => writer.Health.Lag.TotalSeconds, "s", "How long the price that has waited longest to be written has.");
            meter.CreateObservableGauge("fxorleans.redis.pending", () => writer.Health.Pending, "{price}", "Prices that wait to be written or answered.");
            meter.CreateObservableCounter("fxorleans.redis.written", () => writer.Health.Written, "{price}", "Prices set and broadcast.");
            meter.CreateObservableCounter("fxorleans.redis.refused", () => writer.Health.Refused, "{price}", "Prices not written because a newer one was there.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Failures(RedisConnection connection) =>
        connection.Failures.ByKind.Select(failure => new Measurement<long>(failure.Value, new KeyValuePair<string, object?>("kind", failure.Key)));
}
