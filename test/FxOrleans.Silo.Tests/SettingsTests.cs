using FxOrleans.Pricing;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Roles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Tests;

/// <summary>Every setting of docs/configuration.md through the binding that the host starts with.</summary>
public sealed class SettingsTests
{
    /// <summary>What the others need to be looked at.</summary>
    private static readonly (string, string?)[] Desk = [("Auth:Keys:desk:Sha256", new string('a', 64))];

    /// <summary>Any value will do, or it is another test's.</summary>
    private static readonly string[] Anything =
    [
        "Quotas:File", "Redis:ConnectionString", "History:ConnectionString", "Clustering:ConnectionString", "Clustering:ServiceId", "Clustering:ClusterId",
        "Clustering:Certificate", "Clustering:CertificateKey", "Clustering:CertificateAuthority", "Origins", "OpenTelemetry:Headers",
        "Data:Path", "Journal:ConnectionString", "Journal:Path", "Receipts:Keys:desk:File", "Receipts:Keys:desk:NotBefore", "Receipts:Keys:desk:NotAfter",
        "Pricing:Usage:Pairs:{pair}",
    ];

    public static IEnumerable<object[]> Outside =>
        DocumentedSetting.All.SelectMany(setting => setting.Outside().Select(value => new object[] { setting.Key, value }));

    public static TheoryData<string> Sections => [.. DocumentedSetting.All.Where(setting => setting.Key.Contains(':', StringComparison.Ordinal))
        .Select(setting => setting.Key[..setting.Key.LastIndexOf(':')]).Where(section => section is not ("History:Keep" or "Pricing:Usage:Pairs")).Distinct()];

    [Fact]
    public void Each_row_of_the_page_is_tried_or_may_be_anything()
    {
        Assert.True(DocumentedSetting.All.Count > 90, "the rows were found");
        Assert.Equal(Anything.Order(), DocumentedSetting.All.Where(setting => !setting.Outside().Any()).Select(setting => setting.Key).Order());
    }

    [Theory]
    [MemberData(nameof(Outside))]
    public void A_value_outside_of_its_range_is_refused_in_one_line_by_its_key(string key, string value)
    {
        var fault = Assert.Single(Given.Faults([.. Desk.Where(setting => setting.Item1 != key), (key, value)]));

        Assert.StartsWith(key, fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_key_that_there_is_not_is_refused_in_every_section(string section)
    {
        var fault = Assert.Single(Given.Faults([.. Desk, ($"{section}:Misspelt", "1")]));

        Assert.True(fault.StartsWith($"{section} has no setting 'Misspelt'", StringComparison.Ordinal) || fault.StartsWith($"{section}:Misspelt is not understood", StringComparison.Ordinal), fault);
    }

    [Fact]
    public void Without_any_setting_and_with_empty_ones_the_host_would_start()
    {
        Assert.Empty(Given.Faults());
        Assert.Empty(Given.Faults(("Pricing:Quorum", ""), ("Pricing:MaxAge", ""), ("History:Schema", ""), ("Refresh:Every", ""), ("Demo:Enabled", ""), ("Redis:ConnectionString", " ")));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        string[] faults =
        [
            "Pricing:Quorum is 'two'; it must be from 1 to 16.",
            "Pricing:MaxAge is 2.00:00:00; it must be from 00:00:00.1 to 1.00:00:00.",
            "Push has no setting 'MaxTopic'; docs/configuration.md lists those that there are.",
            "Prices:Cache:MaxEntries is 0; it must be from 1 to 1000000.",
            "Clustering:Kind is 'raft'; it must be localhost or redis.",
            "Demo:Enabled is 'maybe'; it must be true or false.",
            "Providers:Ecb has no setting 'Intervall'; docs/configuration.md lists those that there are.",
            "Limits:PerAddress is '0'; it must be a whole number from 1 to 2147483647.",
        ];

        var told = Given.Faults(
            ("Pricing:Quorum", "two"), ("Pricing:MaxAge", "2.00:00:00"), ("Push:MaxTopic", "5"), ("Prices:Cache:MaxEntries", "0"), ("Clustering:Kind", "raft"), ("Demo:Enabled", "maybe"),
            ("Providers:Ecb:Intervall", "00:01:00"), ("Limits:PerAddress", "0"));

        Assert.Equal(faults.Order(), told.Order());
    }

    [Fact]
    public void More_than_23_hours_are_hours()
    {
        var settings = HostSettings.Read(Given.Configuration(("Pricing:HoldFaultFor", "30:00:00"), ("Pricing:HoldFor", "00:00:01.5")), HostRole.All);

        Assert.Equal((TimeSpan.FromHours(30), TimeSpan.FromSeconds(1.5)), (settings.Serving.Policy.HoldFaultFor, settings.Serving.Policy.HoldFor));
    }

    [Theory]
    [InlineData("USD-NOPE:Sources", "3", "Pricing:Usage:Pairs:USD-NOPE is no pair of two known assets")]
    [InlineData("USD-NGN:Sources", "0", "Pricing:Usage:Pairs:USD-NGN:Sources is 0; it must be from 1 to 16.")]
    [InlineData("USD-NGN:MaxConfidence", "wide", "Pricing:Usage:Pairs:USD-NGN:MaxConfidence is 'wide'")]
    [InlineData("USD-NGN:Misspelt", "1", "Pricing:Usage:Pairs:USD-NGN has no setting 'Misspelt'")]
    public void What_is_wrong_about_the_exception_for_a_pair_is_told_by_its_key(string key, string value, string fault) =>
        Assert.StartsWith(fault, Assert.Single(Given.Faults(($"Pricing:Usage:Pairs:{key}", value))), StringComparison.Ordinal);

    [Fact]
    public void An_exception_for_a_pair_is_in_force()
    {
        var settings = HostSettings.Read(Given.Configuration(("Pricing:Usage:Pairs:USD/NGN:Fixings", "true"), ("Pricing:Usage:Pairs:USD/NGN:Sources", "3")), HostRole.All);

        Assert.Equal((3, true), settings.Serving.Policy.LimitsOf(CurrencyPair.Parse("NGN/USD")) is var own ? (own.Sources, own.Fixings) : default);
        Assert.False(settings.Serving.Policy.LimitsOf(CurrencyPair.Parse("USD/KES")).Fixings);
    }

    [Fact]
    public void What_depends_on_another_setting_is_named()
    {
        Assert.StartsWith("Pricing:HoldFaultFor is 00:01:00", Assert.Single(Given.Faults(("Pricing:HoldFaultFor", "00:01:00"))), StringComparison.Ordinal);
        Assert.StartsWith("Clustering:GatewayPort is 11111", Assert.Single(Given.Faults(("Clustering:GatewayPort", "11111"))), StringComparison.Ordinal);
        Assert.StartsWith("Clustering:ConnectionString", Assert.Single(Given.Faults(("Clustering:Kind", "redis"))), StringComparison.Ordinal);
        Assert.Empty(Given.Faults(("Clustering:Kind", "redis"), ("Redis:ConnectionString", "localhost:1")));
    }

    [Theory]
    [InlineData("Redis:ConnectionString", "localhost,password=hush,nonsense=1")]
    [InlineData("History:ConnectionString", "Server;Password=hush")]
    [InlineData("Auth:Keys:desk:Sha256", "hush")]
    [InlineData("Providers:Finnhub:ApiKey", "hush hush")]
    public void A_secret_is_not_repeated(string key, string value) =>
        Assert.DoesNotContain("hush", Assert.Single(Given.Faults((key, value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("serve", false)]
    [InlineData(" serve", false)]
    [InlineData("SERVE ", false)]
    [InlineData(" All", true)]
    [InlineData("", true)]
    public void A_role_is_read_in_one_way(string text, bool hasProviders)
    {
        var configuration = Given.Configuration(("Role", text), ("Redis:ConnectionString", "localhost:1"));

        Assert.Equal(hasProviders, HostSettings.Read(configuration, RoleSetting.Read(configuration)).Serving.HasProviders);
    }

    [Fact]
    public void A_section_that_there_is_not_is_refused_on_the_command_line()
    {
        HostConfiguration.CheckSections(["--Pricing:Quorum=3", "--urls", "http://localhost:1", "--environment=Production"]);
        var wrong = Assert.Throws<OptionsValidationException>(() => HostConfiguration.CheckSections(["--Pricng:Quorum=3"]));

        Assert.Equal("There is no setting 'Pricng'; docs/configuration.md lists those that there are.", wrong.Message);
    }
}
