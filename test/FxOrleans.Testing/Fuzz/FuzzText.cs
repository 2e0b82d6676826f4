using System.Text;
using System.Text.Json;

namespace FxOrleans.Testing.Fuzz;

/// <summary>Makes what no well-meaning caller would send, from a seed: always the same for the same seed. Not thread-safe.</summary>
public sealed class FuzzText(int seed)
{
    private static readonly string[] Codes = ["USD", "EUR", "usd", "GBP", "JPY", "BTC", "XAU", "AAPL", "NGN", "BGN", "XXX", "QQQQQ", "U5D", "US", "", "*", "USD/EUR", "USDEUR", "ÉUR", "٣٤٥", "USD\0", "🪙", "NaN", "null", "-1", "1e9"];
    private static readonly string[] Names = ["from", "to", "FROM", "To", "max_age", "base", "symbols", "amount", "pairs", "batch", "access_token", "a", "", "from[]", "%66rom", "__proto__"];
    private static readonly string[] Paths = ["/rate", "/rate", "/rate", "/rate", "/rates", "/RATE", "/rate/", "/rates/latest", "/rate/explain", "/convert", "/currencies", "/ws/rates", "/hubs/rates", "/health/ready", "/rate/..", "/rate/%2e%2e/etc/passwd", "/%ff%fe", "/rate;x=1", "/demo/control/nobody", "/dashboard", "/api/ws/prices", "/.env", "/swagger/../rate", "/openapi/v2.json"];
    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "BREW"];
    private static readonly string[] Escapes = ["%", "%zz", "%u0041", "%c0%af", "%25", "%0d%0a", "%00", "+", "%e2%82%ac", "%f0%9f%92%b6", "\\", "'", "\"", "<script>", "${jndi:ldap://x}", "../", ";--", "{{7*7}}", "[]", "|"];

    private readonly Random _random = new(seed);
    private int _ids;

    public int Next(int most) => _random.Next(most);

    public string Code() => Next(4) == 0 ? Noise(12) : Pick(Codes);

    /// <summary>A pair, mostly none that exists.</summary>
    public string Pair() => Next(5) == 0 ? Noise(20) : $"{Code()}{Pick(["/", "/", "/", "-", "", "//", " "])}{Code()}";

    public string Method() => Pick(Methods);

    /// <summary>A request target of visible ASCII, which HTTP allows; what it holds is another matter.</summary>
    public string Target()
    {
        var target = new StringBuilder(Next(3) > 0 ? "/rate" : Next(8) == 0 ? $"/{Escaped(Noise(30)).Replace("%00", "%01", StringComparison.Ordinal)}" : Pick(Paths));
        var parameters = Next(40) == 0 ? 1000 : Next(6);
        for (var i = 0; i < parameters; i++)
        {
            var name = i < 2 && Next(3) > 0 ? (i == 0 ? "from" : "to") : Pick(Names);
            target.Append(i == 0 ? '?' : Next(20) == 0 ? '?' : '&').Append(name).Append(Next(20) == 0 ? "" : "=").Append(Escaped(Code()));
        }

        if (Next(300) == 0)
        {
            target.Append('?').Append('A', 9000);
        }

        return target.ToString();
    }

    /// <summary>Header lines that a stranger may add.</summary>
    public string Headers() => Next(8) switch
    {
        0 => $"Origin: https://evil-{Next(1_000_000)}.example\r\n",
        1 => $"X-Forwarded-For: 203.0.113.{Next(256)}, 127.0.0.1\r\nX-Forwarded-Host: evil-{Next(1_000_000)}.example\r\nX-Forwarded-Proto: https\r\n",
        2 => $"X-Api-Key: key-{Next(1_000_000)}\r\n",
        3 => $"Accept: {Pick(["text/html", "text/csv", "*/*", "application/xml;q=0.1", "nonsense"])}\r\nUser-Agent: agent-{Next(1_000_000)}\r\n",
        4 => $"If-None-Match: {Pick(["*", "W/\"x\"", "\"", ",,,", "\"1-1-0\""])}\r\ntraceparent: 00-{Guid.NewGuid():N}-0123456789abcdef-01\r\n",
        5 => $"Cookie: fx_page={Next(1_000_000)}; a=b\r\nAuthorization: Bearer t{Next(1_000_000)}\r\n",
        _ => "",
    };

    /// <summary>What a hub's client may send: mostly calls, some of which are none.</summary>
    public string HubMessage() => Next(10) switch
    {
        0 => JsonSerializer.Serialize(new { type = 1, invocationId = Id(), target = Noise(10), arguments = new object?[] { Noise(5) } }),
        1 => JsonSerializer.Serialize(new { type = 1, invocationId = Id(), target = "Subscribe", arguments = new object?[] { new object?[] { 1, null, Code() } } }),
        2 => JsonSerializer.Serialize(new { type = 1, invocationId = Id(), target = "Subscribe", arguments = Array.Empty<object>() }),
        _ => JsonSerializer.Serialize(new { type = 1, invocationId = Id(), target = Next(4) == 0 ? "Unsubscribe" : "Subscribe", arguments = new object?[] { Pairs() } }),
    };

    /// <summary>What breaks the hub's protocol, after which it closes the connection.</summary>
    public string Rubbish() => Next(3) switch
    {
        0 => "{\"type\":1,",
        1 => $"!{Noise(200)}",
        _ => new string('[', 2000),
    };

    private string Id() => $"f{_ids++}";

    private string[] Pairs() => [.. Enumerable.Range(0, Next(6)).Select(_ => Pair())];

    private T Pick<T>(T[] from) => from[Next(from.Length)];

    private string Noise(int most)
    {
        var text = new StringBuilder();
        var length = Next(most) + 1;
        while (text.Length < length)
        {
            _ = Next(4) == 0 ? text.Append(Pick(Escapes)) : text.Append((char)(Next(8) == 0 ? Next(0xD7FF - 0x80) + 0x80 : Next(0x7E - 0x21) + 0x21));
        }

        return text.ToString();
    }

    // Visible ASCII goes as it is, well or badly escaped; the rest as a browser would send it.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value is > 0x20 and < 0x7F and not '#' ? escaped.Append((char)rune.Value) : escaped.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }
}
