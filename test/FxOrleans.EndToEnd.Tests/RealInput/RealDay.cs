using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A host that has the real day's rates, and nothing else.</summary>
public sealed class RealDay : IAsyncLifetime
{
    private CurrencyApiMirror _upstream = null!;

    public SiloProcess Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _upstream = await CurrencyApiMirror.StartAsync();
        Silo = await SiloProcess.StartAsync(OnlyCurrencyApi.At(_upstream.Address));
        await PricedAsync(Silo);
    }

    public async Task DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    /// <summary>The pairs come one after the other: all of them are there when none has come for a while.</summary>
    internal static Task PricedAsync(SiloProcess silo)
    {
        var (count, since) = (0, TimeProvider.System.GetTimestamp());
        return Eventually.TrueAsync(
            async () =>
            {
                using var answer = await silo.Http.GetAsync("/rates/latest?base=USD");
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    return false; // It has no price yet.
                }

                var before = count;
                count = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("count").GetInt32();
                since = count == before ? since : TimeProvider.System.GetTimestamp();
                return count > 300 && TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(1);
            },
            "all that the package quotes has a price");
    }
}
