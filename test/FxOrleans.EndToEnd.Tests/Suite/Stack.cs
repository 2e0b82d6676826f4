using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What the suite runs against: the stack at <c>FX_E2E_URL</c>, or the host with its demo market, started here.</summary>
public sealed class Stack : IAsyncLifetime
{
    private SiloProcess? _own;

    /// <summary>The address that `./fx e2e --url` gives; null for a stack of its own.</summary>
    public static string? Url { get; } = NullIfEmpty(Environment.GetEnvironmentVariable("FX_E2E_URL"));

    /// <summary>The key that `./fx e2e --key` gives, or <c>FX_KEY</c>; null for none, and for a stack of its own.</summary>
    public static string? Key { get; } = Url is null ? null
        : NullIfEmpty(Environment.GetEnvironmentVariable("FX_E2E_KEY")) ?? NullIfEmpty(Environment.GetEnvironmentVariable("FX_KEY"));

    public HttpClient Http { get; private set; } = new();

    /// <summary>The same without a key.</summary>
    public HttpClient Stranger { get; private set; } = new();

    public async Task InitializeAsync()
    {
        if (Url is null)
        {
            _own = await SiloProcess.StartAsync("--Demo:Enabled=true");
            await _own.FilledAsync();
        }

        var address = _own?.Address ?? new Uri(Url!);
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        Stranger = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (Key is not null)
        {
            Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        }
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Stranger.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
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

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
