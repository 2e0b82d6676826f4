using System.Security.Cryptography;
using System.Text;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>What is configured under <c>Providers:{Name}</c>, with the provider's defaults filled in. Immutable.</summary>
public abstract class ProviderOptions
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(7);
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);

    private protected ProviderOptions(ProviderSection section, ProviderDefaults defaults)
    {
        Name = defaults.Name;
        var address = section.Address("BaseUrl");
        Address = address ?? UpstreamAddress.Parse(defaults.BaseUrl);
        AddressIsConfigured = section.Text("BaseUrl") is not null;
        ApiKey = section.Secret("ApiKey");
        Enabled = section.Flag("Enabled") ?? (defaults.OnByDefault || AddressIsConfigured || ApiKey is not null);
        var interval = section.Duration("Interval", MinInterval, MaxInterval);
        Quota = section.Quota("Quota") ?? defaults.Quota ?? (ApiKey is not null ? defaults.KeyedQuota : AddressIsConfigured ? null : defaults.KeylessQuota);
        Simulated = section.Flag("Simulated") ?? false;
        Terms = new ProviderTerms
        {
            Interval = interval ?? defaults.Interval,
            IntervalIsConfigured = interval is not null,
            Timeout = section.Duration("Timeout", MinTimeout, MaxTimeout) ?? defaults.Timeout,
            Attribution = defaults.Attribution,
        };
    }

    /// <summary>Its name in configuration and answers.</summary>
    public string Name { get; }

    /// <summary>
    /// <c>Enabled</c>. Default: true for a keyless provider; for the others, true once a key or an address is configured.
    /// </summary>
    public bool Enabled { get; }

    /// <summary><c>BaseUrl</c>. Default: the public service.</summary>
    public UpstreamAddress Address { get; }

    /// <summary>True when <see cref="Address"/> comes from the configuration: then no public address is called instead.</summary>
    public bool AddressIsConfigured { get; }

    /// <summary><c>ApiKey</c>; null for none. A secret: never logged.</summary>
    public string? ApiKey { get; }

    /// <summary><c>Quota</c>, <c>calls/hh:mm:ss</c>; null for none.</summary>
    public CallQuota? Quota { get; }

    /// <summary>The name of its budget: of this upstream and key, so that a stand-in does not spend the real one's calls. Without the key itself.</summary>
    internal string Budget
    {
        get
        {
            var name = $"{Name} {Address}";
            var key = ApiKey is null ? "" : $" {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ApiKey)))[..8]}";
            return name[..Math.Min(name.Length, 230)] + key;
        }
    }

    /// <summary><c>Simulated</c>: true when its values are made up, as a demo market's are. Default: false.</summary>
    public bool Simulated { get; }

    /// <summary><c>Interval</c>, 0.1 s to 7 days; <c>Timeout</c>, 0.1 s to 5 minutes; the attribution.</summary>
    public ProviderTerms Terms { get; }

    /// <summary>What its quotes are.</summary>
    public abstract QuoteSource Source { get; }

    /// <summary>The longest that one call may take, retries included.</summary>
    internal virtual TimeSpan CallTimeout => Terms.Timeout;

    /// <summary>The calls that one poll makes.</summary>
    internal virtual int CallsPerPoll => 1;
}
