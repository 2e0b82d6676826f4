using System.Diagnostics.CodeAnalysis;

namespace FxOrleans.Pricing;

/// <summary>
/// Base and quote: a price of USD/EUR is the euros that one dollar costs. Base and quote differ.
/// Immutable; equal when both assets are. The default value is no pair and is never handed out.
/// </summary>
public readonly record struct CurrencyPair
{
    /// <exception cref="ArgumentException">Base and quote are the same asset.</exception>
    public CurrencyPair(Asset @base, Asset quote)
    {
        ArgumentNullException.ThrowIfNull(@base);
        ArgumentNullException.ThrowIfNull(quote);
        if (ReferenceEquals(@base, quote))
        {
            throw new ArgumentException($"A pair needs two assets, not {@base.Code} twice.", nameof(quote));
        }

        Base = @base;
        Quote = quote;
    }

    /// <summary>What is priced: one of it.</summary>
    public Asset Base { get; }

    /// <summary>What the price is counted in.</summary>
    public Asset Quote { get; }

    /// <summary>Quote/base: the same market, seen from the other side.</summary>
    public CurrencyPair Inverse => new(Quote, Base);

    /// <summary>The name in keys and addresses: <c>USD-EUR</c>.</summary>
    public string Key => $"{Base.Code}-{Quote.Code}";

    /// <summary>
    /// Reads <c>USD/EUR</c>, <c>USD-EUR</c>, or a bare symbol, which means that symbol in US dollars. Any case.
    /// False when it is badly formed, when a code is unknown, or when both sides are the same.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CurrencyPair pair)
    {
        pair = default;
        if (text.Length > (2 * AssetCatalog.MaxCodeLength) + 1)
        {
            return false;
        }

        var cut = text.IndexOfAny('/', '-');
        var quote = AssetCatalog.Usd;
        if (!AssetCatalog.TryGet(cut < 0 ? text : text[..cut], out var @base)
            || (cut >= 0 && !AssetCatalog.TryGet(text[(cut + 1)..], out quote))
            || ReferenceEquals(@base, quote))
        {
            return false;
        }

        pair = new CurrencyPair(@base, quote!);
        return true;
    }

    /// <exception cref="FormatException">It is no pair of two known assets; the message names what was wrong.</exception>
    public static CurrencyPair Parse(string text) =>
        TryParse(text, out var pair) ? pair : throw new FormatException($"'{text}' is no pair of two known assets, such as USD/EUR.");

    public override string ToString() => Base is null ? "(none)" : $"{Base.Code}/{Quote.Code}";
}
