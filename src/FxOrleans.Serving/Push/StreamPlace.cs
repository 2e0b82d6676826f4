using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Up to where a stream is complete: it has all that was known when this price of a market came. Every node knows that price by the same
/// numbers, so a client can go on at another node, whatever its clock says.
/// </summary>
/// <param name="Pair">The market, in the direction in which it is kept.</param>
/// <param name="Epoch">The price's epoch.</param>
/// <param name="Sequence">The price's sequence.</param>
public readonly record struct StreamPlace(CurrencyPair Pair, long Epoch, long Sequence)
{
    private const int MostCharacters = 64;

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static StreamPlace? Read(string? text) =>
        text is { Length: > 0 and <= MostCharacters }
        && text.Split('_') is [var name, var epoch, var sequence]
        && CurrencyPair.TryParse(name, out var pair)
        && long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new StreamPlace(pair, first, second)
            : null;

    /// <summary>Such as <c>USD-EUR_1764547200000_17</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pair.Key}_{Epoch}_{Sequence}");
}
