using System.Globalization;
using FxOrleans.Pricing;
using FxOrleans.Serving;
using FxOrleans.Serving.Access;
using FxOrleans.Serving.Prices;
using FxOrleans.Serving.Push;
using FxOrleans.Silo.Demo;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Configuration;

/// <summary>What the host reads from configuration, checked: a wrong value stops the start with a message that names its key.</summary>
internal static class HostSettings
{
    /// <summary>What the demo adds to the default: a look at stocks, which real providers ask a key for.</summary>
    private static readonly CurrencyPair[] DemoStocks = [.. new[] { "AAPL", "MSFT", "NVDA", "AMZN", "GOOGL", "META", "TSLA" }.Select(CurrencyPair.Parse)];

    /// <exception cref="OptionsValidationException">A value is wrong.</exception>
    public static ServingOptions Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var policy = Bind(configuration, "Pricing", new PricingPolicy(), faults);
        var push = Bind(configuration, "Push", new PushOptions(), faults);
        var prices = Bind(configuration, "Prices", new PricesOptions(), faults);
        var options = new ServingOptions
        {
            Tracked = Pairs(configuration, faults),
            Policy = policy,
            Push = push,
            Prices = prices,
            HasProviders = !string.Equals(configuration["Role"], "serve", StringComparison.OrdinalIgnoreCase),
            Origins = ConfiguredList.Read(configuration, "Origins"),
            RequestTimeout = RequestTimeout(configuration, faults),
            Access = AccessSettings.Read(configuration, faults),
        };
        faults.AddRange([.. policy.Faults(), .. push.Faults(), .. prices.Faults()]);
        return faults.Count == 0 ? options : throw new OptionsValidationException("FxOrleans", typeof(ServingOptions), faults);
    }

    private static T Bind<T>(IConfiguration configuration, string section, T options, List<string> faults)
        where T : class
    {
        try
        {
            configuration.GetSection(section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unknown) when (unknown.Message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal))
        {
            // The binder's own words end with the names.
            faults.Add($"{section} has no setting {unknown.Message[(unknown.Message.LastIndexOf(':') + 1)..].Trim()}; docs/configuration.md lists those that there are.");
        }
        catch (InvalidOperationException wrong)
        {
            faults.Add($"{wrong.Message} {wrong.InnerException?.Message}".TrimEnd());
        }

        return options;
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

    private static IReadOnlyCollection<CurrencyPair> Pairs(IConfiguration configuration, List<string> faults)
    {
        var names = ConfiguredList.Read(configuration, "Pairs");
        var pairs = new List<CurrencyPair>();
        foreach (var name in names)
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

        return names.Count > 0 ? [.. pairs.Distinct()]
            : DemoSettings.Read(configuration).Enabled ? [.. TrackedPairs.Default, .. DemoStocks]
            : TrackedPairs.Default;
    }
}
