using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FxOrleans.Client.Tests;

/// <summary>A service that asks for what cannot be does not start, and is told why.</summary>
public sealed class FxRatesOptionsTests
{
    [Theory]
    [InlineData(0.1, 0.1, null)]
    [InlineData(86_400, 300, null)]
    [InlineData(0.099, 10, "FxRates:MaxAge must be from 00:00:00.1 to 1.00:00:00.")]
    [InlineData(86_401, 10, "FxRates:MaxAge must be from 00:00:00.1 to 1.00:00:00.")]
    [InlineData(10, 0.099, "FxRates:StartupPatience must be from 00:00:00.1 to 00:05:00.")]
    [InlineData(10, 301, "FxRates:StartupPatience must be from 00:00:00.1 to 00:05:00.")]
    public void A_wrong_value_is_named_at_start(double maxAge, double patience, string? fault)
    {
        var services = new ServiceCollection().AddFxRates(options =>
        {
            options.MaxAge = TimeSpan.FromSeconds(maxAge);
            options.StartupPatience = TimeSpan.FromSeconds(patience);
        });
        using var provider = services.BuildServiceProvider();
        var start = Record.Exception(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal(fault, start?.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void So_many_shards_cannot_be(int shards) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Host.CreateEmptyApplicationBuilder(null).UseOrleansClient(client => client.UseFxRates(shards)));
}
