namespace FxOrleans.Pricing;

/// <summary>The codes of groups, aggregates and fills: their names in lower case, such as <c>quarter</c>.</summary>
public static class SeriesCodes
{
    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    /// <summary>The value's code.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();

    /// <summary>Reads a code in any case; false for anything else, numbers too.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum => Enum.TryParse(text, ignoreCase: true, out value) && string.Equals(Enum.GetName(value), text, StringComparison.OrdinalIgnoreCase);
}
