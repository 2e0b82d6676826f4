using System.Text.Json;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A host whose upstreams are an <see cref="UnwellUpstream"/>. It waits for a second where it usually waits for minutes or a day.</summary>
public sealed class UnwellHost : IAsyncLifetime
{
    internal UnwellUpstream Upstream { get; private set; } = null!;

    public SiloProcess Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Upstream = await UnwellUpstream.StartAsync();
        Silo = await SiloProcess.StartAsync(
        [
            .. OnlyCurrencyApi.At(Upstream.Address), "--Providers:CurrencyApi:Interval=00:00:00.1", "--Providers:CurrencyApi:Timeout=00:00:01",
            "--Providers:Frankfurter:Enabled=true", $"--Providers:Frankfurter:BaseUrl={Upstream.Address}",
            "--Providers:CoinGecko:Enabled=true", $"--Providers:CoinGecko:BaseUrl={Upstream.Address}",
            "--Providers:Finnhub:ApiKey=any", $"--Providers:Finnhub:BaseUrl={Upstream.Address}", "--Providers:Finnhub:Streaming=false",
            "--Pricing:HoldFor=00:00:01", "--Pricing:HoldFaultFor=00:00:01",
        ]);
        await Silo.ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>What <c>/providers</c> tells of one.</summary>
    internal async Task<JsonElement> ProviderAsync(string name) => (await Silo.GetAsync("/providers")).EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);

    /// <summary>How many answers of one were taken.</summary>
    internal async Task<long> AnswersAsync(string name) => (await ProviderAsync(name)).GetProperty("answers").GetInt64();
}
