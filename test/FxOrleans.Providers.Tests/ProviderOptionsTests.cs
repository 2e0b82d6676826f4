using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FxOrleans.Providers.Tests;

public class ProviderOptionsTests
{
    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:00:00.25", 0.25)]
    [InlineData("24:00:00", 86_400)]
    [InlineData("100:00:00", 360_000)]
    public void Durations_are_hours_minutes_seconds(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-00:00:01")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("1.00:00:00")]
    [InlineData("99999:00:00")]
    [InlineData("00:00:1e1")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("60/00:01:00", 60, 60)]
    [InlineData("1000/24:00:00", 1000, 86_400)]
    public void Quotas_are_calls_in_a_window(string text, int calls, int seconds)
    {
        Assert.True(CallQuota.TryParse(text, out var quota));
        Assert.Equal((calls, TimeSpan.FromSeconds(seconds)), (quota.Calls, quota.Window));
    }

    [Theory]
    [InlineData("Interval", "5", "Providers:CurrencyApi:Interval is '5'; it must be hh:mm:ss, from 00:00:00.1 to 168:00:00.")]
    [InlineData("Interval", "00:00:00", "Providers:CurrencyApi:Interval is '00:00:00'; it must be")]
    [InlineData("Timeout", "1:00:00", "Providers:CurrencyApi:Timeout is '1:00:00'; it must be")]
    [InlineData("Enabled", "yes", "Providers:CurrencyApi:Enabled is 'yes'; it must be true or false.")]
    [InlineData("Simulated", "2", "Providers:CurrencyApi:Simulated is '2'; it must be true or false.")]
    [InlineData("BaseUrl", "localhost:9000", "Providers:CurrencyApi:BaseUrl is 'localhost:9000'; it must be an absolute http or https address")]
    [InlineData("BaseUrl", "http://localhost/?a=b", "Providers:CurrencyApi:BaseUrl is")]
    [InlineData("FallbackUrl", "ftp://x", "Providers:CurrencyApi:FallbackUrl is 'ftp://x'")]
    [InlineData("Quota", "60", "Providers:CurrencyApi:Quota is '60'; it must be calls/hh:mm:ss")]
    [InlineData("Quota", "0/00:01:00", "Providers:CurrencyApi:Quota is")]
    [InlineData("ApiKey", "with space", "Providers:CurrencyApi:ApiKey is not usable")]
    public void A_wrong_value_stops_the_start_and_names_its_key(string key, string value, string message)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Register(($"Providers:CurrencyApi:{key}", value)));

        Assert.StartsWith(message, Assert.Single(failure.Failures));
        Assert.DoesNotContain("with space", failure.Message);
    }

    [Fact]
    public void All_wrong_values_are_told_at_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(
            () => Register(("Providers:CurrencyApi:Interval", "x"), ("Providers:CurrencyApi:Timeout", "y"), ("Providers:CurencyApi:Enabled", "true")));

        Assert.Equal(3, failure.Failures.Count());
        Assert.Contains(failure.Failures, fault => fault.StartsWith("Providers:CurencyApi is no provider", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_value_is_none()
    {
        var options = new CurrencyApiOptions(Options.Section("CurrencyApi", ("BaseUrl", " "), ("ApiKey", ""), ("Interval", "")));

        Assert.False(options.AddressIsConfigured);
        Assert.Null(options.ApiKey);
        Assert.False(options.Terms.IntervalIsConfigured);
    }

    [Fact]
    public void What_is_configured_holds()
    {
        var faults = new List<string>();
        var options = new CurrencyApiOptions(Options.Section(
            "CurrencyApi", faults, ("Interval", "00:00:02"), ("Timeout", "00:00:07"), ("Quota", "60/00:01:00"), ("ApiKey", "k"), ("Simulated", "true")));

        Assert.Empty(faults);
        Assert.Equal((TimeSpan.FromSeconds(2), true, TimeSpan.FromSeconds(7)), (options.Terms.Interval, options.Terms.IntervalIsConfigured, options.Terms.Timeout));
        Assert.Equal(new CallQuota(60, TimeSpan.FromMinutes(1)), options.Quota);
        Assert.Equal("k", options.ApiKey);
        Assert.True(options.Source.Simulated);
    }

    [Fact]
    public void A_disabled_provider_is_known_but_not_asked()
    {
        using var services = Register(("Providers:CurrencyApi:Enabled", "false")).BuildServiceProvider();

        Assert.DoesNotContain(services.GetServices<IRateProvider>(), provider => provider.Source.Name == "CurrencyApi");
        Assert.False(Assert.Single(services.GetRequiredService<ProviderCatalog>().All, entry => entry.Name == "CurrencyApi").Enabled);
    }

    private static ServiceCollection Register(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddRateProviders(configuration, []);
        return services;
    }
}
