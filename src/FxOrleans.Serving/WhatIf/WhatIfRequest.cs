using System.Text.Json;

namespace FxOrleans.Serving.WhatIf;

/// <summary>The body of <c>POST /whatif</c>.</summary>
/// <param name="From">From when prices are compared: ISO 8601, UTC where no offset is given.</param>
/// <param name="To">Until when; later.</param>
/// <param name="Policy">The rules that are other, such as <c>{"quorum":3,"usage":{"sources":3}}</c>; times in seconds, or as they are configured.</param>
/// <param name="Pairs">The markets, in either direction; all where it is left out.</param>
public sealed record WhatIfRequest(string From, string To, IReadOnlyDictionary<string, JsonElement> Policy, IReadOnlyList<string>? Pairs = null);
