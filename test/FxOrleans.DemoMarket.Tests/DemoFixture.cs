using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace FxOrleans.DemoMarket.Tests;

/// <summary>A demo server on a real port with a clock that stands still, and a client for it.</summary>
internal sealed class DemoFixture : IAsyncDisposable
{
    /// <summary>The clock's first reading where a test needs no other.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 18, 15, 30, 0, TimeSpan.Zero);

    private DemoFixture(DemoMarketServer server, FakeTimeProvider time)
    {
        Server = server;
        Time = time;
        Http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public DemoMarketServer Server { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public Misbehaviour Misbehaviour => Server.World.Misbehaviour;

    public static async Task<DemoFixture> StartAsync(int seed = 42, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider(Now);
        var server = new DemoMarketServer(new DemoMarketOptions { Enabled = true, Seed = seed }, time);
        await server.StartAsync(CancellationToken.None);
        return new DemoFixture(server, time);
    }

    public async Task<string> TextAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await SendAsync(path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {body}");
        return body;
    }

    public async Task<JsonElement> JsonAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        JsonDocument.Parse(await TextAsync(path, expected)).RootElement;

    public Task<HttpResponseMessage> SendAsync(string path, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (path.StartsWith("/one-frame", StringComparison.Ordinal))
        {
            request.Headers.Add("token", "10dc303535874aeccc86a8251e6992f5");
        }

        return Http.SendAsync(request, until);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
