using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>The latest price of a pair, and whether it waits to be written. Guarded by <see cref="PriceSlots"/>.</summary>
internal sealed class PriceSlot(string key, Price latest)
{
    public string Key { get; } = key;

    public Lock Gate { get; } = new();

    public Price Latest { get; set; } = latest;

    /// <summary>It stands in the queue.</summary>
    public bool Queued { get; set; }

    /// <summary>Redis has held this key since it was last found emptied.</summary>
    public bool Settled { get; set; }
}
