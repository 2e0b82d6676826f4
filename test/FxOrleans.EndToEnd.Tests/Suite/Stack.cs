using System.Net.Http.Json;
using System.Text.Json;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What the suite runs against: the stack at <c>FX_E2E_URL</c>, or the host with the demo market.</summary>
public sealed class Stack(DemoSilo demo) : IDisposable
{
    /// <summary>The address that `./fx e2e --url` gives; null for a stack of its own.</summary>
    public static string? Url { get; } = NullIfEmpty(Environment.GetEnvironmentVariable("FX_E2E_URL"));

    /// <summary>The key that `./fx e2e --key` gives, or <c>FX_KEY</c>; null for none, and for a stack of its own.</summary>
    public static string? Key { get; } = Url is null ? null
        : NullIfEmpty(Environment.GetEnvironmentVariable("FX_E2E_KEY")) ?? NullIfEmpty(Environment.GetEnvironmentVariable("FX_KEY"));

    public HttpClient Http { get; } = Client(demo, Key);

    /// <summary>The same without a key.</summary>
    public HttpClient Stranger { get; } = Client(demo, key: null);

    public void Dispose()
    {
        Http.Dispose();
        Stranger.Dispose();
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Status and code of an answer that must be problem+json, such as <c>400 missing_parameter</c>.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            return $"{(int)answer.StatusCode} {(await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()}";
        }
    }

    /// <summary>A path's address for WebSockets.</summary>
    public Uri Socket(string path)
    {
        var address = Http.BaseAddress!;
        var token = Key is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={Uri.EscapeDataString(Key)}";
        return new Uri($"{(address.Scheme == "https" ? "wss" : "ws")}://{address.Authority}{path}{token}");
    }

    private static HttpClient Client(DemoSilo demo, string? key)
    {
        var client = new HttpClient { BaseAddress = Url is null ? demo.Silo.Address : new Uri(Url), Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
