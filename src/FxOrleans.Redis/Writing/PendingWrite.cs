using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>One script in flight.</summary>
internal readonly record struct PendingWrite(PriceSlot Slot, Price Price, Task<long> Answer);
