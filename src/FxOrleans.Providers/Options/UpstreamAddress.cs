using System.Diagnostics.CodeAnalysis;

namespace FxOrleans.Providers;

/// <summary>
/// Where an upstream's paths begin: an absolute http or https address without query, fragment or user, in which
/// <c>{date}</c> stands for <c>latest</c>. Immutable.
/// </summary>
public sealed class UpstreamAddress
{
    private const string DatePart = "{date}";
    private const string Latest = "latest";
    private readonly string _template;

    private UpstreamAddress(string template) => _template = template;

    /// <summary>False when it is no such address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UpstreamAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(Fill(text), UriKind.Absolute, out var uri)
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
    public Uri Of(string path) => new(Fill(_template) + path);

    public override string ToString() => _template;

    private static string Fill(string template) => template.Replace(DatePart, Latest, StringComparison.Ordinal);
}
