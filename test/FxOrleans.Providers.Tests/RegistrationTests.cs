using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class RegistrationTests
{
    private static readonly string[] Keyless = ["CurrencyApi", "Ecb", "Frankfurter", "OpenErApi", "CoinGecko"];

    [Fact]
    public void The_keyless_ones_are_on_and_the_others_known()
    {
        using var services = Services();

        Assert.Equal(Keyless.Order(), services.GetServices<IRateProvider>().Select(provider => provider.Source.Name).Order());
        var catalog = services.GetRequiredService<ProviderCatalog>().All;
        Assert.Equal([.. Keyless.Append("OneFrame").Append("Finnhub").Order()], catalog.Select(entry => entry.Name).Order());
        Assert.All(catalog, entry => Assert.Equal(Keyless.Contains(entry.Name), entry.Enabled));
        Assert.All(catalog, entry => Assert.Equal(entry.Name, entry.Source.Name));
    }

    [Fact]
    public void Keyed_ones_are_on_once_they_have_a_key()
    {
        using var services = Services(("OneFrame:ApiKey", "t"), ("Finnhub:ApiKey", "k"));

        Assert.All(services.GetRequiredService<ProviderCatalog>().All, entry => Assert.True(entry.Enabled));
        Assert.Equal(7, services.GetServices<IRateProvider>().Count());
    }

    [Fact]
    public void Every_one_can_be_pointed_elsewhere_retimed_and_called_simulated()
    {
        string[] names = [.. Keyless, "OneFrame", "Finnhub"];
        using var services = Services(
        [
            .. names.Select(name => ($"{name}:BaseUrl", "http://localhost:9/x/{date}")), .. names.Select(name => ($"{name}:Interval", "00:00:01")),
            .. names.Select(name => ($"{name}:Timeout", "00:00:02")), .. names.Select(name => ($"{name}:Simulated", "true")),
        ]);

        foreach (var provider in services.GetServices<IRateProvider>())
        {
            Assert.Equal((TimeSpan.FromSeconds(1), true, TimeSpan.FromSeconds(2)), (provider.Terms.Interval, provider.Terms.IntervalIsConfigured, provider.Terms.Timeout));
            Assert.True(provider.Source.Simulated);
        }
    }

    [Theory]
    [InlineData("OneFrame", false)]
    [InlineData("OneFrame", true)]
    [InlineData("Finnhub", false)]
    [InlineData("Finnhub", true)]
    public void A_streaming_provider_is_one_only_when_asked_to(string name, bool streaming)
    {
        using var services = Services(($"{name}:ApiKey", "k"), ($"{name}:Streaming", streaming ? "true" : "false"));

        Assert.Equal(streaming, services.GetServices<IRateProvider>().Single(provider => provider.Source.Name == name) is IStreamingRateProvider);
    }

    [Fact]
    public async Task Budgets_are_kept_in_the_configured_file()
    {
        var folder = Directory.CreateTempSubdirectory("fx-quotas-");
        var file = Path.Combine(folder.FullName, "budgets.json");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Quotas:File", file)]).Build();
        await using (var services = new ServiceCollection().AddLogging().AddRateProviders(configuration, []).BuildServiceProvider())
        {
            await services.GetRequiredService<IQuotaStore>().SpendAsync("Any", 3, TimeSpan.FromHours(1), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        }

        Assert.Contains("\"Any\"", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"Providers:{value.Key}", (string?)value.Value)))
            .Build();
        return new ServiceCollection().AddRateProviders(configuration, [CurrencyPair.Parse("USD/EUR")]).BuildServiceProvider();
    }
}
