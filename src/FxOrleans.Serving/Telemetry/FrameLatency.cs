using System.Diagnostics.Metrics;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Telemetry;

/// <summary>Measures how old a live price's newest quote is when the frame that carries it goes out. Thread-safe; costs nothing while nobody listens.</summary>
public sealed class FrameLatency
{
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Histogram<double> _seconds;

    public FrameLatency(IMeterFactory meters) => _seconds = meters.Create(ServingMeter.Name).CreateHistogram(
        "fxorleans.quote_to_frame.duration",
        "s",
        "From a live price's newest quote to the first frame that carries it.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    /// <summary>Whether anybody listens.</summary>
    public bool IsOn => _seconds.Enabled;

    /// <summary>A changed price goes out. One that is not live is as old as its source makes it, and is not counted.</summary>
    public void Note(EncodedRate rate, ClockReading now)
    {
        if (rate.Status == PriceStatus.Live)
        {
            _seconds.Record(Math.Max(0, (now.Wall - rate.Rate.Timestamp).TotalSeconds));
        }
    }
}
