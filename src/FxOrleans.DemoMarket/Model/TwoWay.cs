namespace FxOrleans.DemoMarket;

/// <summary>A two-way price as published: bid ≤ mid ≤ ask, all above 0. Immutable.</summary>
internal readonly record struct TwoWay(decimal Bid, decimal Mid, decimal Ask);
