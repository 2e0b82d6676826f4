namespace FxOrleans.Providers.Tests;

/// <summary>A request that an upstream got.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">By name, in any case.</param>
internal sealed record HttpRequestSeen(string Target, IReadOnlyDictionary<string, string> Headers);
