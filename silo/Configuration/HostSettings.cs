using System.Globalization;
using FxOrleans.Configuration;
using FxOrleans.DemoMarket;
using FxOrleans.Grains;
using FxOrleans.History;
using FxOrleans.Journal;
using FxOrleans.Pricing;
using FxOrleans.Providers;
using FxOrleans.Redis;
using FxOrleans.Serving;
using FxOrleans.Access;
using FxOrleans.PricePlatform;
using FxOrleans.Serving.Push;
using FxOrleans.Silo.Data;
using FxOrleans.Silo.Page;
using FxOrleans.Silo.Refresh;
using FxOrleans.Silo.Roles;
using FxOrleans.Silo.Telemetry;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Configuration;

/// <summary>
/// What the host reads from configuration before its container is built, since it decides what goes in. Every section of ours is bound and
/// validated, whatever the role: a wrong value or an unknown key stops the start with a message that names it, all of them at once.
/// </summary>
internal sealed record HostSettings(ServingOptions Serving, PricesOptions Prices, DemoMarketOptions Demo, RefreshOptions Refresh, ClusteringOptions Clustering, GrainsOptions Grains)
{
    /// <summary>What the demo adds to the default: a look at stocks, which real providers ask a key for.</summary>
    private static readonly CurrencyPair[] DemoStocks = [.. new[] { "AAPL", "MSFT", "NVDA", "AMZN", "GOOGL", "META", "TSLA" }.Select(CurrencyPair.Parse)];

    /// <exception cref="OptionsValidationException">A value is wrong.</exception>
    public static HostSettings Read(IConfiguration configuration, HostRole role)
    {
        using var sections = Sections(configuration);
        var faults = Faults(() => sections.GetRequiredService<IStartupValidator>().Validate());
        faults.AddRange(Faults(() => TelemetryOptions.Read(configuration)));
        faults.AddRange(Faults(() => PathBase.Read(configuration)));
        if (faults.Count > 0 || !sections.GetRequiredService<DemoMarketOptions>().Enabled)
        {
            // The demo sets addresses and keys of theirs first; then they are read once more.
            faults.AddRange(Faults(() => new ServiceCollection().AddRateProviders(configuration, [])));
        }

        var pairs = Pairs(configuration, faults);
        var timeout = RequestTimeout(configuration, faults);
        var access = AccessSettings.Read(configuration, faults);
        if (faults.Count > 0)
        {
            throw new OptionsValidationException("FxOrleans", typeof(HostSettings), faults.Distinct());
        }

        var demo = sections.GetRequiredService<DemoMarketOptions>();
        var serving = new ServingOptions
        {
            Tracked = pairs.Count > 0 ? pairs : demo.Enabled ? [.. TrackedPairs.Default, .. DemoStocks] : TrackedPairs.Default,
            Policy = sections.GetRequiredService<PricingPolicy>(),
            Push = sections.GetRequiredService<PushOptions>(),
            HasProviders = role != HostRole.Serve,
            RequestTimeout = timeout,
            Access = access with { Origins = ConfiguredList.Read(configuration, "Origins") },
        };
        return new(
            serving,
            sections.GetRequiredService<PricesOptions>(),
            demo,
            sections.GetRequiredService<RefreshOptions>(),
            sections.GetRequiredService<ClusteringOptions>(),
            sections.GetRequiredService<GrainsOptions>());
    }

    private static ServiceProvider Sections(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSettings<PricingPolicy>(configuration, "Pricing");
        services.AddSettings<PushOptions>(configuration, "Push");
        services.AddSettings<PricesOptions>(configuration, "Prices");
        services.AddSettings<RedisOptions>(configuration, RedisOptions.Section);
        services.AddSettings<HistoryOptions>(configuration, HistoryOptions.Section);
        services.AddSettings<DemoMarketOptions>(configuration, DemoMarketOptions.Section);
        services.AddSettings<RefreshOptions>(configuration, "Refresh");
        services.AddSettings<QuotasOptions>(configuration, "Quotas");
        services.AddSettings<DashboardOptions>(configuration, "Dashboard");
        services.AddSettings<GrainsOptions>(configuration, "Grains");
        services.AddSettings<DataOptions>(configuration, "Data");
        services.AddSettings<JournalOptions>(configuration, JournalOptions.Section);
        services.AddSettings<ReceiptsOptions>(configuration, ReceiptsOptions.Section);
        services.AddSettings<ClusteringOptions>(configuration, "Clustering").PostConfigure(clustering =>
            clustering.ConnectionString = string.IsNullOrWhiteSpace(clustering.ConnectionString) ? configuration["Redis:ConnectionString"] : clustering.ConnectionString);
        return services.BuildServiceProvider();
    }

    private static List<string> Faults(Action read)
    {
        try
        {
            read();
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return [.. wrong.Failures];
        }
        catch (AggregateException wrong) when (wrong.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. wrong.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures)];
        }
    }

    private static TimeSpan RequestTimeout(IConfiguration configuration, List<string> faults)
    {
        if (configuration["Limits:RequestTimeout"] is not { Length: > 0 } text)
        {
            return RequestDeadline.Default;
        }

        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) || timeout < RequestDeadline.Least || timeout > RequestDeadline.Most)
        {
            faults.Add($"Limits:RequestTimeout is '{text}'; it must be from {RequestDeadline.Least} to {RequestDeadline.Most}.");
        }

        return timeout;
    }

    private static List<CurrencyPair> Pairs(IConfiguration configuration, List<string> faults)
    {
        var pairs = new List<CurrencyPair>();
        foreach (var name in ConfiguredList.Read(configuration, "Pairs"))
        {
            if (CurrencyPair.TryParse(name, out var pair))
            {
                pairs.Add(pair);
            }
            else
            {
                faults.Add($"Pairs holds '{name}', which is no pair of two known assets, such as USD/EUR.");
            }
        }

        return [.. pairs.Distinct()];
    }
}
