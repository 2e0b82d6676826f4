using System.Globalization;
using System.Net;
using FxOrleans.Configuration;
using Microsoft.Extensions.Configuration;

namespace FxOrleans.Access;

/// <summary>Reads <see cref="AccessOptions"/> from configuration. What is wrong becomes a line that names its key. By hand: keys go by their own names, and what may be a secret is never repeated.</summary>
public static class AccessSettings
{
    private const int MostKeys = 1000;

    private static readonly string[] KeySettings = ["Sha256", "PerMinute", "Scopes"];
    private static readonly string[] LimitSettings = ["RequestTimeout", .. typeof(AccessLimits).GetProperties().Select(limit => limit.Name)];

    /// <summary>Reads sections <c>Auth</c> and <c>Limits</c>; adds a line to <paramref name="faults"/> for each value that is wrong.</summary>
    public static AccessOptions Read(IConfiguration configuration, ICollection<string> faults)
    {
        foreach (var unknown in UnknownSetting.Faults(configuration.GetSection("Auth"), ["Mode", "Keys"]).Concat(UnknownSetting.Faults(configuration.GetSection("Limits"), LimitSettings)))
        {
            faults.Add(unknown);
        }

        var mode = Mode(configuration["Auth:Mode"], faults);
        var keys = configuration.GetSection("Auth:Keys").GetChildren().Select(section => Key(section, faults)).OfType<KeyOptions>().ToArray();
        if (mode == AuthMode.Keys && !configuration.GetSection("Auth:Keys").GetChildren().Any())
        {
            faults.Add("Auth:Mode is keys, but Auth:Keys names none: nobody could ask.");
        }

        if (keys.Length > MostKeys)
        {
            faults.Add($"Auth:Keys names {keys.Length} keys; {MostKeys} are the most.");
        }

        foreach (var same in keys.GroupBy(key => System.Convert.ToHexString(key.Sha256.Span)).Where(same => same.Count() > 1))
        {
            faults.Add($"Auth:Keys:{same.Last().Name}:Sha256 is that of Auth:Keys:{same.First().Name} too; one key has one name.");
        }

        return new AccessOptions { Mode = mode, Keys = keys, Limits = Limits(configuration, faults), Demo = configuration["Demo:Enabled"] is { } demo && bool.TryParse(demo, out var on) && on };
    }

    private static AuthMode Mode(string? text, ICollection<string> faults)
    {
        switch (text?.ToLowerInvariant())
        {
            case null or "" or "none":
                return AuthMode.None;
            case "keys":
                return AuthMode.Keys;
            default:
                faults.Add($"Auth:Mode is '{text}'; it must be none or keys.");
                return AuthMode.None;
        }
    }

    private static KeyOptions? Key(IConfigurationSection section, ICollection<string> faults)
    {
        foreach (var unknown in section.GetChildren().Where(child => !KeySettings.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            faults.Add($"{unknown.Path} is not understood; a key has {string.Join(", ", KeySettings)}.");
        }

        if (section["Sha256"] is not { Length: 64 } hex || !hex.All(char.IsAsciiHexDigit))
        {
            // What was given is not repeated: it may be the key itself.
            faults.Add($"{section.Path}:Sha256 must be the SHA-256 of the key: 64 hexadecimal digits.");
            return null;
        }

        var perMinute = Number(section.GetSection("PerMinute"), KeyOptions.DefaultPerMinute, KeyOptions.MaxPerMinute, faults);
        return new KeyOptions(section.Key, System.Convert.FromHexString(hex), perMinute, Scopes(section.GetSection("Scopes"), faults));
    }

    private static AccessScopes Scopes(IConfigurationSection section, ICollection<string> faults)
    {
        if (!section.Exists())
        {
            return AccessScopes.Read | AccessScopes.Stream;
        }

        var scopes = AccessScopes.None;
        foreach (var name in Items(section))
        {
            var scope = name.ToLowerInvariant() switch
            {
                "read" => AccessScopes.Read,
                "stream" => AccessScopes.Stream,
                "admin" => AccessScopes.Admin,
                _ => AccessScopes.None,
            };
            if (scope == AccessScopes.None)
            {
                faults.Add($"{section.Path} holds '{name}'; the scopes are read, stream and admin.");
            }

            scopes |= scope;
        }

        if (!Items(section).Any())
        {
            faults.Add($"{section.Path} is empty; the scopes are read, stream and admin.");
        }

        return scopes;
    }

    private static AccessLimits Limits(IConfiguration configuration, ICollection<string> faults)
    {
        var section = configuration.GetSection("Limits");
        var defaults = new AccessLimits();
        return new AccessLimits
        {
            PerAddress = Number(section.GetSection("PerAddress"), defaults.PerAddress, int.MaxValue, faults),
            RefusalsPerAddress = Number(section.GetSection("RefusalsPerAddress"), defaults.RefusalsPerAddress, int.MaxValue, faults),
            MaxAddresses = Number(section.GetSection("MaxAddresses"), defaults.MaxAddresses, 1_000_000, faults),
            MessagesPerMinute = Number(section.GetSection("MessagesPerMinute"), defaults.MessagesPerMinute, int.MaxValue, faults),
            KnownProxies = [.. Items(section.GetSection("KnownProxies")).Select(text => Proxy(text, faults)).OfType<IPNetwork>()],
        };
    }

    private static IPNetwork? Proxy(string text, ICollection<string> faults)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        faults.Add($"Limits:KnownProxies holds '{text}', which is neither an address nor a network such as 10.0.0.0/8.");
        return null;
    }

    private static int Number(IConfigurationSection section, int otherwise, int most, ICollection<string> faults)
    {
        if (string.IsNullOrEmpty(section.Value))
        {
            return otherwise;
        }

        if (int.TryParse(section.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most)
        {
            return value;
        }

        faults.Add($"{section.Path} is '{section.Value}'; it must be a whole number from 1 to {most}.");
        return otherwise;
    }

    private static IEnumerable<string> Items(IConfigurationSection section) =>
        (section.Value is { } text ? text.Split(',') : section.GetChildren().Select(child => child.Value ?? ""))
        .Select(item => item.Trim()).Where(item => item.Length > 0);
}
