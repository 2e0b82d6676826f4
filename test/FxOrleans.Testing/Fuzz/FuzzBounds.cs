namespace FxOrleans.Testing.Fuzz;

/// <summary>What fuzzing may leave behind at most.</summary>
public static class FuzzBounds
{
    /// <summary>Series of combinations (method, route, status) that are rare, however many requests: a series for what was sent would be thousands.</summary>
    public const int MostNewSeries = 40;

    /// <summary>Bytes that a warm host's memory may differ by: what its collector keeps, whatever the number of requests.</summary>
    public const long MostGrown = 128L * 1024 * 1024;
}
