using System.Globalization;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Reads where Redis is, in the two forms in which it is written: <c>redis://user:password@host:port/database</c> (<c>rediss</c> for TLS),
/// as clouds hand it out, and StackExchange.Redis' own <c>host:port,password=…</c>. By hand, because the client reads only its own form.
/// </summary>
internal static class RedisAddress
{
    private const int DefaultPort = 6379;

    /// <summary>What is wrong with it, without repeating it, since it may hold a password; null when it can be used.</summary>
    public static string? Fault(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>The client's configuration.</summary>
    /// <exception cref="FormatException">It is not understood; the message says why, without repeating it.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        var scheme = text.Trim().Split("://", 2);
        return scheme.Length == 1 ? Plain(text)
            : scheme[0].ToLowerInvariant() switch
            {
                "redis" => Url(scheme[1], tls: false),
                "rediss" => Url(scheme[1], tls: true),
                _ => throw new FormatException("The scheme must be redis or rediss."),
            };
    }

    private static ConfigurationOptions Url(string text, bool tls)
    {
        var at = text.LastIndexOf('@');
        var (login, place) = at < 0 ? ("", text) : (text[..at], text[(at + 1)..]);
        if (place.Contains('?', StringComparison.Ordinal) || place.Contains('#', StringComparison.Ordinal))
        {
            throw new FormatException("Nothing may follow the database.");
        }

        var options = new ConfigurationOptions { Ssl = tls };
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && place[(slash + 1)..] is { Length: > 0 } database)
        {
            options.DefaultDatabase = Whole(database, 0, int.MaxValue, "The database must be a whole number.");
        }

        foreach (var host in (slash < 0 ? place : place[..slash]).Split(','))
        {
            Add(options, host);
        }

        var colon = login.IndexOf(':', StringComparison.Ordinal);
        options.User = Given(colon < 0 ? login : login[..colon]);
        options.Password = colon < 0 ? null : Given(login[(colon + 1)..]);
        return options;
    }

    private static void Add(ConfigurationOptions options, string text)
    {
        // The colons of an IPv6 address stand in brackets.
        var colon = text.IndexOf(':', text.IndexOf(']', StringComparison.Ordinal) + 1);
        var host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new FormatException("The host is missing or no host's name.");
        }

        options.EndPoints.Add(host, colon < 0 ? DefaultPort : Whole(text[(colon + 1)..], 1, 65535, "The port must be from 1 to 65535."));
    }

    // A comma in a password would make a host of what follows it.
    private static ConfigurationOptions Plain(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.SkipWhile(part => !part.Contains('=', StringComparison.Ordinal)).Any(part => !part.Contains('=', StringComparison.Ordinal)))
        {
            throw new FormatException("Hosts come before settings; a password with a comma needs the form redis://:password@host:port, with %2C for the comma.");
        }

        try
        {
            var options = ConfigurationOptions.Parse(text);
            return options.EndPoints.Count > 0 ? options : throw new FormatException("There is no host in it.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or OverflowException)
        {
            throw new FormatException("A setting in it is not known or has a wrong value.", wrong);
        }
    }

    private static int Whole(string text, int least, int most, string otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(otherwise);

    private static string? Given(string escaped) => escaped.Length == 0 ? null : Uri.UnescapeDataString(escaped);
}
