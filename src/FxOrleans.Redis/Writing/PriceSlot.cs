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

    /// <summary>Since when a price of it waits to be written, answered included; null when none does.</summary>
    public long? WaitingSince { get; set; }

    /// <summary>When it was last taken to be written.</summary>
    public long TakenAt { get; set; }

    /// <summary>Redis has held this key since it was last found emptied.</summary>
    public bool Settled { get; set; }
}
