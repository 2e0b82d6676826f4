using System.Net;
using System.Text;
using System.Text.Json;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests;

/// <summary>An answer over HTTP, read to its end.</summary>
internal sealed record Reply(int Status, string? ContentType, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Body => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    /// <summary>The code of a problem.</summary>
    public string? Code => Json.GetProperty("code").GetString();

    public string ETag => Headers["ETag"];

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.ToString(),
        response.StatusCode == HttpStatusCode.SwitchingProtocols ? [] : await response.Content.ReadAsByteArrayAsync().WaitAsync(Eventually.Patience), // A socket has no end.
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>Asserts that it is problem+json with that status and code, and tells nothing of the inside.</summary>
    public void IsProblem(int status, string code)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Body}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Code);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("detail").GetString()));
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Body, StringComparison.Ordinal);
    }
}
