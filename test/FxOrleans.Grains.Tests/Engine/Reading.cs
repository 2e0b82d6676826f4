using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>Reads an engine as a board does: subscribes, then takes a snapshot, which repairs whatever was missed.</summary>
internal static class Reading
{
    public static async Task<TickRecorder> StartAsync(IRateEngine engine)
    {
        var reader = new TickRecorder();
        await engine.SubscribeAsync(reader.Receive, CancellationToken.None);
        reader.Offer(await engine.SnapshotAsync(CancellationToken.None));
        return reader;
    }
}
