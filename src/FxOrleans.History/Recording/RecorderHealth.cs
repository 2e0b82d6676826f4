namespace FxOrleans.History;

/// <summary>How recording does. A snapshot.</summary>
/// <param name="State"><c>ok</c>, or <c>away</c> while the database takes nothing.</param>
/// <param name="Written">Rows committed.</param>
/// <param name="Backlog">Candles that wait, those being written included.</param>
/// <param name="Dropped">Closed candles dropped because too many waited.</param>
/// <param name="Refused">Ticks that came too late, or of too many pairs.</param>
/// <param name="Lag">Since the database last took what waited; 0 while nothing waits.</param>
public sealed record RecorderHealth(string State, long Written, int Backlog, long Dropped, long Refused, TimeSpan Lag);
