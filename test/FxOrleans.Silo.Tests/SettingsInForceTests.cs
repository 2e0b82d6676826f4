using System.Globalization;
using System.Reflection;
using FxOrleans.DemoMarket;
using FxOrleans.Grains;
using FxOrleans.History;
using FxOrleans.Journal;
using FxOrleans.PricePlatform;
using FxOrleans.Pricing;
using FxOrleans.Redis;
using FxOrleans.Serving;
using FxOrleans.Serving.Push;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Refresh;
using FxOrleans.Silo.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Tests;

/// <summary>What is configured reaches what the host is made of: every setting of a class of options is set to another value than its default, and found there.</summary>
public sealed class SettingsInForceTests
{
    /// <summary>Each section, and where the host has what it was bound to.</summary>
    private static readonly Dictionary<string, Func<IServiceProvider, HostSettings, object>> Sections = new()
    {
        ["Pricing"] = (services, _) => services.GetRequiredService<PricingPolicy>(),
        ["Pricing:Usage"] = (services, _) => services.GetRequiredService<RateBoard>().Policy.Usage,
        ["Push"] = (services, _) => services.GetRequiredService<FanOut>().Options,
        ["Prices"] = (services, _) => services.GetRequiredService<PricesOptions>(),
        ["Prices:Cache"] = (services, _) => services.GetRequiredService<PricesOptions>().Cache,
        ["Redis"] = (services, _) => services.GetRequiredService<RedisOptions>(),
        ["History"] = (services, _) => services.GetRequiredService<HistoryOptions>(),
        ["Journal"] = (services, _) => services.GetRequiredService<JournalOptions>(),
        ["Grains"] = (services, _) => services.GetRequiredService<IOptions<GrainsOptions>>().Value,
        ["Demo"] = (_, settings) => settings.Demo,
        ["Clustering"] = (_, settings) => settings.Clustering,
        ["Refresh"] = (_, settings) => settings.Refresh,
    };

    /// <summary>What is none of a class of options, or is read elsewhere.</summary>
    private static readonly string[] Elsewhere =
    [
        "Redis:ConnectionString", "History:ConnectionString", "History:Keep", "Journal:Path", "Journal:ConnectionString", "Clustering:Kind", "Clustering:Certificate", "Clustering:CertificateKey",
        "Clustering:CertificateAuthority", "Prices:Cache", "Demo:Enabled", "Pricing:Usage", "Pricing:Usage:Pairs",
    ];

    [Fact]
    public async Task Each_is_what_the_host_is_made_with()
    {
        var given = Sections.Keys.SelectMany(Others).ToDictionary(setting => setting.Key, setting => setting.Value);
        Assert.True(given.Count > 55, $"{given.Count} settings were found");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([.. given, new("Redis:ConnectionString", "127.0.0.1:1"), new("History:ConnectionString", "Host=127.0.0.1;Port=1")]);
        builder.Services.AddSingleton(TimeProvider.System);
        var settings = HostSettings.Read(builder.Configuration, HostRole.All);
        builder.AddRole(HostRole.All, settings);
        await using var app = builder.Build();

        var found = Sections.SelectMany(section => Values(section.Key, section.Value(app.Services, settings))).ToDictionary(value => value.Key, value => value.Value);
        Assert.Equal(given.OrderBy(setting => setting.Key), found.Where(value => given.ContainsKey(value.Key)).OrderBy(value => value.Key));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Others(string section)
    {
        var options = Activator.CreateInstance(TypeOf(section))!;
        return Properties(section, options.GetType()).Select(property => KeyValuePair.Create($"{section}:{property.Name}", Other(property, property.GetValue(options))));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Values(string section, object options) =>
        Properties(section, options.GetType()).Select(property => KeyValuePair.Create($"{section}:{property.Name}", Written(property.GetValue(options))));

    private static IEnumerable<PropertyInfo> Properties(string section, Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && !Elsewhere.Contains($"{section}:{property.Name}"));

    private static Type TypeOf(string section) => section switch
    {
        "Pricing" => typeof(PricingPolicy),
        "Pricing:Usage" => typeof(UsagePolicy),
        "Push" => typeof(PushOptions),
        "Prices" => typeof(PricePlatform.PricesOptions),
        "Prices:Cache" => typeof(PricePlatform.AnswerCacheOptions),
        "Redis" => typeof(RedisOptions),
        "History" => typeof(HistoryOptions),
        "Journal" => typeof(JournalOptions),
        "Grains" => typeof(GrainsOptions),
        "Demo" => typeof(DemoMarketOptions),
        "Clustering" => typeof(ClusteringOptions),
        _ => typeof(RefreshOptions),
    };

    /// <summary>A little more than the default, which is within every range.</summary>
    private static string? Other(PropertyInfo property, object? value) => value switch
    {
        bool flag => Written(!flag),
        int number => Written(number + 1),
        double number => Written(number * 1.5),
        TimeSpan time => Written(time + TimeSpan.FromMilliseconds(1)),
        DailyCut => Written(DailyCut.NewYork),
        null when property.PropertyType == typeof(TimeSpan?) => "01:00:00",
        null => "127.0.0.9",
        string text => text + "x",
        _ => throw new NotSupportedException($"{property.Name} is of a type that this test does not know."),
    };

    private static string? Written(object? value) => value switch
    {
        null => null,
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
