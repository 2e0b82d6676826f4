using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FxOrleans.Providers;

/// <summary>
/// Where an upstream's paths begin: an absolute http or https address without query, fragment or user, in which
/// <c>{date}</c> stands for <c>latest</c> or an ISO date. Immutable.
/// </summary>
public sealed class UpstreamAddress
{
    private const string DatePart = "{date}";
    private readonly string _template;

    private UpstreamAddress(string template) => _template = template;

    /// <summary>False when it is no such address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UpstreamAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(Fill(text, "latest"), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0 || uri.Host.Length == 0)
        {
            return false;
        }

        address = new UpstreamAddress(text.TrimEnd('/'));
        return true;
    }

    /// <exception cref="FormatException">It is no such address.</exception>
    public static UpstreamAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is no http or https address.");

    /// <summary>The address of <paramref name="path"/>, which begins with a slash and may have a query.</summary>
    /// <param name="path">Such as <c>/v1/currencies/usd.min.json</c>.</param>
    /// <param name="date">The day that is asked for; null for the latest.</param>
    public Uri Of(string path, DateOnly? date = null) =>
        new(Fill(_template, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "latest") + path);

    public override string ToString() => _template;

    private static string Fill(string template, string date) => template.Replace(DatePart, date, StringComparison.Ordinal);
}
