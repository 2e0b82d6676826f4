namespace FxOrleans.PricePlatform;

/// <summary>The JSON of <c>GET /rates/series</c>.</summary>
/// <param name="Base">The base asset.</param>
/// <param name="From">The first day asked for.</param>
/// <param name="To">The last, today at the latest.</param>
/// <param name="Group">What a row stands for.</param>
/// <param name="Aggregate">Which rate it has.</param>
/// <param name="Fill">What stands where there is none.</param>
/// <param name="Simulated">True when any row is made up.</param>
/// <param name="Series">Rows by symbol, oldest first.</param>
/// <param name="Missing">Symbols without a row in this answer.</param>
/// <param name="Unavailable">Symbols of which days may be missing because a provider does not answer just now; ask again.</param>
/// <param name="Next">The path of the rest, where there are more than 10,000 rows.</param>
public sealed record SeriesResponse(
    string Base, DateOnly From, DateOnly To, string Group, string Aggregate, string Fill, bool Simulated,
    IReadOnlyDictionary<string, IReadOnlyList<SeriesPointResponse>> Series, IReadOnlyList<string> Missing, IReadOnlyList<string> Unavailable, string? Next);
