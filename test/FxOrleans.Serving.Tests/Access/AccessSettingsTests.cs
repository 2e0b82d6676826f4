using FxOrleans.Access;
using Microsoft.Extensions.Configuration;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>What is wrong with a setting is said with its key, and never with what may be a secret.</summary>
public sealed class AccessSettingsTests
{
    private const string Hash = "0f6a3f0e6f0a4bb1bd6e2ec2c4b1f2f6b1b8f8a4b2e0b8a9b0c1d2e3f4a5b6c7";

    [Theory]
    [InlineData("Auth:Mode", "Auth:Mode=key")]
    [InlineData("Auth:Keys", "Auth:Mode=keys")]
    [InlineData("Auth:Keys:desk:Sha256", "Auth:Mode=keys", "Auth:Keys:desk:PerMinute=5")]
    [InlineData("Auth:Keys:desk:Sha256", "Auth:Keys:desk:Sha256=the-key-itself")]
    [InlineData("Auth:Keys:desk:Sha256", $"Auth:Keys:desk:Sha256={Hash}0")]
    [InlineData("Auth:Keys:desk:PerMinute", $"Auth:Keys:desk:Sha256={Hash}", "Auth:Keys:desk:PerMinute=0")]
    [InlineData("Auth:Keys:desk:PerMinute", $"Auth:Keys:desk:Sha256={Hash}", "Auth:Keys:desk:PerMinute=1000001")]
    [InlineData("Auth:Keys:desk:Scopes", $"Auth:Keys:desk:Sha256={Hash}", "Auth:Keys:desk:Scopes=read,write")]
    [InlineData("Auth:Keys:desk:Scopes", $"Auth:Keys:desk:Sha256={Hash}", "Auth:Keys:desk:Scopes=")]
    [InlineData("Auth:Keys:desk:Scope", $"Auth:Keys:desk:Sha256={Hash}", "Auth:Keys:desk:Scope=read")]
    [InlineData("Auth:Keys:two:Sha256", $"Auth:Keys:one:Sha256={Hash}", $"Auth:Keys:two:Sha256={Hash}")]
    [InlineData("Limits:PerAddress", "Limits:PerAddress=0")]
    [InlineData("Limits:RefusalsPerAddress", "Limits:RefusalsPerAddress=-1")]
    [InlineData("Limits:MaxAddresses", "Limits:MaxAddresses=1000001")]
    [InlineData("Limits:MessagesPerMinute", "Limits:MessagesPerMinute=many")]
    [InlineData("Limits:KnownProxies", "Limits:KnownProxies=10.0.0.0/33")]
    [InlineData("Limits:KnownProxies", "Limits:KnownProxies=entrance")]
    public void A_wrong_value_is_named(string named, params string[] settings)
    {
        var faults = Read(settings).Faults;

        Assert.Contains(faults, fault => fault.StartsWith(named, StringComparison.Ordinal) || fault.Contains($" {named} ", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("the-key-itself", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_right_is_taken()
    {
        var (options, faults) = Read(
            "Auth:Mode=Keys", $"Auth:Keys:desk:Sha256={Hash.ToUpperInvariant()}", "Auth:Keys:desk:PerMinute=5", "Auth:Keys:desk:Scopes=read, Admin",
            $"Auth:Keys:app:Sha256={Hash.Replace('0', '1')}", "Auth:Keys:list:Sha256=" + Hash.Replace('0', '2'), "Auth:Keys:list:Scopes:0=stream",
            "Limits:KnownProxies=10.0.0.0/8, 192.0.2.7,::1", "Demo:Enabled=true",
            "Limits:PerAddress=7", "Limits:RefusalsPerAddress=8", "Limits:MaxAddresses=9", "Limits:MessagesPerMinute=10");

        Assert.Empty(faults);
        Assert.Equal(AuthMode.Keys, options.Mode);
        Assert.True(options.Demo);
        var desk = options.Keys.Single(key => key.Name == "desk");
        Assert.Equal((5, AccessScopes.Read | AccessScopes.Admin), (desk.PerMinute, desk.Scopes));
        var app = options.Keys.Single(key => key.Name == "app");
        Assert.Equal((KeyOptions.DefaultPerMinute, AccessScopes.Read | AccessScopes.Stream), (app.PerMinute, app.Scopes));
        Assert.Equal(AccessScopes.Stream, options.Keys.Single(key => key.Name == "list").Scopes);
        Assert.Equal((7, 8, 9, 10), (options.Limits.PerAddress, options.Limits.RefusalsPerAddress, options.Limits.MaxAddresses, options.Limits.MessagesPerMinute));
        Assert.Equal(["10.0.0.0/8", "192.0.2.7/32", "::1/128"], options.Limits.KnownProxies.Select(proxy => proxy.ToString()));
    }

    [Fact]
    public void Without_any_setting_nobody_is_asked()
    {
        var (options, faults) = Read();

        Assert.Empty(faults);
        Assert.Equal(AuthMode.None, options.Mode);
        Assert.Empty(options.Limits.KnownProxies);
    }

    private static (AccessOptions Options, List<string> Faults) Read(params string[] settings)
    {
        var faults = new List<string>();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build();
        return (AccessSettings.Read(configuration, faults), faults);
    }
}
