namespace FxOrleans.DemoMarket;

/// <summary>What ended a stream's wait. Immutable.</summary>
/// <param name="Time">The tick's time; now's when the wait ended early.</param>
/// <param name="Early">True when something else came before the tick, which is still to come.</param>
internal readonly record struct Tick(DateTimeOffset Time, bool Early);
