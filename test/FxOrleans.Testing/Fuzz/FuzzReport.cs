namespace FxOrleans.Testing.Fuzz;

/// <summary>What a <see cref="FuzzTrial"/> found.</summary>
/// <param name="Tally">The fuzzed requests.</param>
/// <param name="NewKeys">Keys that Redis held only afterwards.</param>
/// <param name="Series">Metric series before.</param>
/// <param name="NewSeries">Metric series that came only afterwards.</param>
/// <param name="Grown">Bytes by which the host's memory grew, after it was warm.</param>
/// <param name="BadKeys">Requests with keys that are none.</param>
/// <param name="Refused">How many of these were refused with 401.</param>
/// <param name="Foreign">Of sockets and negotiations that a foreign page, or one with spoofed forwarded headers, asked for, how many were let in.</param>
/// <param name="GrownByBadKeys">Bytes by which the host's memory grew over them, after it was warm.</param>
public sealed record FuzzReport(
    FuzzTally Tally,
    IReadOnlyList<string> NewKeys,
    int Series,
    IReadOnlyList<string> NewSeries,
    long Grown,
    int BadKeys,
    int Refused,
    int Foreign,
    long GrownByBadKeys);
