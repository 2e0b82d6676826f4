using System.Diagnostics.Metrics;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Telemetry;

/// <summary>The push's metrics: connections, what they were sent, what was conflated or dropped, and what their outboxes hold.</summary>
internal sealed class PushMetrics
{
    public PushMetrics(IMeterFactory meters, FanOut fanOut)
    {
        var meter = meters.Create(ServingMeter.Name);
        meter.CreateObservableUpDownCounter("fxorleans.push.connections", () => fanOut.Statistics.Connections, "{connection}", "Connections open now.");
        meter.CreateObservableUpDownCounter("fxorleans.push.streams", () => fanOut.Statistics.Streams, "{stream}", "Streams of hub connections open now.");
        meter.CreateObservableUpDownCounter("fxorleans.push.topics", () => fanOut.Statistics.Topics, "{pair}", "Different pairs watched now.");
        meter.CreateObservableCounter("fxorleans.push.frames", () => fanOut.Statistics.Frames, "{frame}", "Messages written.");
        meter.CreateObservableCounter("fxorleans.push.prices", () => fanOut.Statistics.Prices, "{price}", "Prices in them.");
        meter.CreateObservableCounter("fxorleans.push.conflated", () => fanOut.Statistics.Conflated, "{price}", "Prices that a newer one replaced before a slow reader took them.");
        meter.CreateObservableCounter("fxorleans.push.dropped", () => Dropped(fanOut), "{connection}", "Connections not served to their end: stuck, or more than there may be.");
        meter.CreateObservableCounter("fxorleans.push.listener_failures", () => fanOut.Statistics.ListenerFailures, "{write}", "Writes that a part of this process did not take; each is sent again.");
        meter.CreateObservableGauge("fxorleans.push.outbox.pending", () => fanOut.Statistics.Pending, "{price}", "Prices that wait in all outboxes.");
        meter.CreateObservableGauge("fxorleans.push.outbox.largest", () => fanOut.Statistics.LargestOutbox, "{price}", "Prices that wait in the fullest outbox.");
    }

    private static Measurement<long>[] Dropped(FanOut fanOut) =>
    [
        new(fanOut.Statistics.Aborted, new KeyValuePair<string, object?>("reason", "stuck")),
        new(fanOut.Statistics.Refused, new KeyValuePair<string, object?>("reason", "too_many")),
    ];
}
