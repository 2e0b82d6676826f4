using System.Net.Http.Json;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Browser.Tests;

/// <summary>The demo market, open to everybody. Its tests run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoService : Chromium, ICollectionFixture<DemoService>
{
    public const string Name = "demo";

    protected override async Task<SiloProcess> StartSiloAsync()
    {
        var silo = await SiloProcess.StartAsync("--Demo:Enabled=true");
        await silo.FilledAsync();
        return silo;
    }

    /// <summary>Tells one of the demo's providers what to do.</summary>
    public async Task TellAsync(string provider, string mode)
    {
        using var answer = await Silo.Http.PutAsJsonAsync($"/demo/control/{provider}", new { mode });
        answer.EnsureSuccessStatusCode();
    }
}
