using System.IO.Compression;
using System.Text;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Providers.Tests;

/// <summary>How bodies are read, seen through one provider.</summary>
public class BodyTests
{
    private const string Path = "/v1/currencies/usd.min.json";
    private const string Good = """{"date":"2026-09-29","usd":{"eur":0.88022588}}""";

    [Fact]
    public async Task An_answer_that_does_not_end_is_cut()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, async context =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk);
            }
        });

        await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.TooLarge);

        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task What_is_counted_is_unpacked()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Gzip(new byte[8 * 1024 * 1024]), headers: ("Content-Encoding", "gzip"));

        await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.TooLarge);
    }

    [Fact]
    public async Task Packed_answers_are_unpacked()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Gzip(Encoding.UTF8.GetBytes(Good)), headers: ("Content-Encoding", "gzip"))
            .On(Path, Brotli(Encoding.UTF8.GetBytes(Good)), headers: ("Content-Encoding", "br"));

        Assert.Single((await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None)).Quotes);
        Assert.Single((await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None)).Quotes);
        Assert.Contains("gzip", host.Server.Seen[0].Headers["Accept-Encoding"]);
        Assert.Contains("br", host.Server.Seen[0].Headers["Accept-Encoding"]);
        Assert.StartsWith("FxOrleans/", host.Server.Seen[0].Headers["User-Agent"]);
    }

    [Fact]
    public async Task Badly_packed_answers_are_unreadable()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Good, headers: ("Content-Encoding", "gzip"));

        await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Unreadable);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_tried_again()
    {
        await using var host = await HostAsync();
        host.Server
            .On(Path, async context =>
            {
                context.Response.ContentLength = Good.Length;
                await context.Response.WriteAsync(Good[..20]);
                await context.Response.Body.FlushAsync();
                context.Abort();
            })
            .On(Path, Good);

        var fetch = host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);
        await host.Time.TimerOf(UpstreamCall.BackOff);
        host.Clock.Advance(UpstreamCall.BackOff);

        Assert.Single((await fetch).Quotes);
    }

    [Fact]
    public async Task An_answer_that_trickles_in_is_late()
    {
        await using var host = (await HostAsync()).With("Providers:CurrencyApi:Timeout", "00:00:03");
        host.Server.On(Path, async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ");
                await context.Response.Body.FlushAsync();
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        });

        await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Timeout);
    }

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("CurrencyApi");

    private static byte[] Brotli(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(plain);
        }

        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
