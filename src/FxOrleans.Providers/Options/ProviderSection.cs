using System.Globalization;
using FxOrleans.Configuration;
using Microsoft.Extensions.Configuration;

namespace FxOrleans.Providers;

/// <summary>
/// Reads one provider's section of the configuration, <c>Providers:{Name}</c>. An empty value is none. A wrong value becomes
/// a fault that names its key, so that all of them can be told at once. By hand, since most defaults depend on other keys. Not thread-safe.
/// </summary>
internal sealed class ProviderSection(IConfiguration providers, string name, List<string> faults)
{
    private readonly IConfigurationSection _section = providers.GetSection(name);
    private readonly HashSet<string> _known = [];

    public string? Text(string key)
    {
        _known.Add(key);
        return _section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }

    /// <summary>Adds a fault for each key that the provider has not read: it does not have it.</summary>
    public void RefuseOthers() => faults.AddRange(UnknownSetting.Faults(_section, _known));

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        Fault(key, text, "true or false");
        return null;
    }

    public int? Whole(string key, int min, int max)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(key, text, $"a whole number from {min} to {max}");
        return null;
    }

    public TimeSpan? Duration(string key, TimeSpan min, TimeSpan max)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Durations.TryParse(text, out var duration) && duration >= min && duration <= max)
        {
            return duration;
        }

        Fault(key, text, $"hh:mm:ss, from {Durations.Write(min)} to {Durations.Write(max)}");
        return null;
    }

    public UpstreamAddress? Address(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (UpstreamAddress.TryParse(text, out var address))
        {
            return address;
        }

        Fault(key, text, "an absolute http or https address without query, such as http://localhost:9000");
        return null;
    }

    public Uri? SocketAddress(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeWs || address.Scheme == Uri.UriSchemeWss)
            && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0)
        {
            return address;
        }

        Fault(key, text, "an absolute ws or wss address without query");
        return null;
    }

    public CallQuota? Quota(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (CallQuota.TryParse(text, out var quota))
        {
            return quota;
        }

        Fault(key, text, $"calls/hh:mm:ss, such as 60/00:01:00, with 1 to {CallQuota.MaxCalls} calls in at least a second");
        return null;
    }

    /// <summary>A key travels in a header or a query, so it is printable ASCII. The fault does not repeat it.</summary>
    public string? Secret(string key)
    {
        var text = Text(key);
        if (text is null || (text.Length <= 256 && text.All(letter => letter is > ' ' and <= '~')))
        {
            return text;
        }

        faults.Add($"{Path(key)} is not usable; it must be at most 256 printable ASCII characters without spaces.");
        return null;
    }

    public void Missing(string key, string must) => faults.Add($"{Path(key)} is missing; it must be {must}.");

    public void Fault(string key, string value, string must) => faults.Add($"{Path(key)} is '{value}'; it must be {must}.");

    private string Path(string key) => $"{_section.Path}:{key}";
}
