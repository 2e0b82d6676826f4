namespace FxOrleans.EndToEnd.Tests;

/// <summary>An answer that is held against the API's description.</summary>
/// <param name="Url">Path and query.</param>
/// <param name="Status">The status.</param>
/// <param name="ContentType">Its type, without parameters.</param>
/// <param name="Body">As text.</param>
/// <param name="Expected">What the status must be; null for any that is described.</param>
/// <param name="Method">The method, in lower case.</param>
internal sealed record DescribedAnswer(string Url, int Status, string? ContentType, string Body, int? Expected, string Method = "get");
