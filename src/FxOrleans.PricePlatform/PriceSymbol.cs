using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// What the price platform calls a pair: a bare symbol means that symbol in US dollars, <c>EUR-NGN</c> or <c>EUR/NGN</c> a pair. Immutable.
/// </summary>
/// <param name="Name">As it was asked for, in upper case.</param>
/// <param name="From">Base.</param>
/// <param name="To">Quote; the base itself for the dollar alone.</param>
public sealed record PriceSymbol(string Name, Asset From, Asset To)
{
    /// <summary>One of an asset in itself.</summary>
    public bool IsIdentity => From == To;

    /// <summary>The name in keys of caches: <c>BTC</c> for BTC/USD, <c>EUR-NGN</c> for another pair.</summary>
    public string Key => KeyOf(From, To);

    /// <exception cref="ArgumentException">It is an asset in itself.</exception>
    public CurrencyPair Pair => new(From, To);

    /// <summary>The name in keys of caches and in updates.</summary>
    public static string KeyOf(Asset from, Asset to) => to == AssetCatalog.Usd ? from.Code : $"{from.Code}-{to.Code}";

    /// <summary>Reads it; null when it is badly formed or unknown, and <paramref name="isFormed"/> tells which.</summary>
    public static PriceSymbol? Read(string? text, out bool isFormed)
    {
        isFormed = IsFormed(text);
        if (!isFormed || text is null)
        {
            return null;
        }

        var cut = text.AsSpan().IndexOfAny('-', '/');
        var quote = AssetCatalog.Usd;
        return AssetCatalog.TryGet(cut < 0 ? text : text.AsSpan(0, cut), out var @base)
            && (cut < 0 || AssetCatalog.TryGet(text.AsSpan(cut + 1), out quote))
            && (cut < 0 || @base != quote)
            ? new PriceSymbol(text.ToUpperInvariant(), @base, quote!)
            : null;
    }

    /// <summary>Reads a path's symbol, or says what is wrong with it.</summary>
    public static Problem? Read(string text, out PriceSymbol symbol)
    {
        text = text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        symbol = Read(text, out bool isFormed) ?? new PriceSymbol(AssetCatalog.Usd.Code, AssetCatalog.Usd, AssetCatalog.Usd);
        return !symbol.IsIdentity || string.Equals(text, AssetCatalog.Usd.Code, StringComparison.OrdinalIgnoreCase) ? null
            : isFormed && !IsTwice(text) ? Unknown(text)
            : Malformed(text);
    }

    public static Problem Malformed(string? text) => Problem.BadRequest(
        ProblemCodes.InvalidCurrency, $"'{QueryReader.Echo(text ?? "")}' is no symbol such as BTC or AAPL, and no pair such as EUR-NGN.");

    private static Problem Unknown(string text) =>
        Problem.NotFound(ProblemCodes.UnknownSymbol, $"'{QueryReader.Echo(text)}' is no symbol that the service knows; /currencies lists them.");

    private static bool IsTwice(string text) =>
        text.Split('-', '/') is [var left, var right] && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool IsFormed(string? text)
    {
        if (text is null || text.Length > (2 * AssetCatalog.MaxCodeLength) + 1)
        {
            return false;
        }

        var cut = text.AsSpan().IndexOfAny('-', '/');
        return cut < 0 ? IsCode(text) : IsCode(text.AsSpan(0, cut)) && IsCode(text.AsSpan(cut + 1));
    }

    private static bool IsCode(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > AssetCatalog.MaxCodeLength)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '.')
            {
                return false;
            }
        }

        return text[0] != '.';
    }
}
