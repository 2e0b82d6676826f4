using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>Hands one sink the prices of a frame that are derived.</summary>
internal sealed class DerivedTicksWriter(RateBoard board, ITickSink sink) : IOutboxWriter
{
    public Task WriteAsync(TickFrame frame, CancellationToken cancel)
    {
        var derived = frame.Rates.Where(rate => board.Decided(rate.Rate.From, rate.Rate.To) is null).Select(rate => DerivedPrice.Of(rate.Rate)).ToArray();
        if (derived.Length > 0)
        {
            sink.Publish(derived);
        }

        return Task.CompletedTask;
    }

    public void Abort()
    {
        // There is no connection to end: writing only notes.
    }
}
