using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>What is asked of Frankfurter's v1: <c>base</c> and <c>symbols</c>, or <c>from</c> and <c>to</c> as it named them before, and <c>amount</c>. Immutable.</summary>
/// <param name="Base">The base, in upper case.</param>
/// <param name="Symbols">The codes asked for; null for all.</param>
/// <param name="Amount">Above 0.</param>
internal sealed record FrankfurterQuestion(string Base, IReadOnlySet<string>? Symbols, decimal Amount)
{
    private const string Euro = "EUR";

    /// <summary>Reads it; the message where it is wrong.</summary>
    public static string? Read(IQueryCollection query, out FrankfurterQuestion asked)
    {
        var (@base, symbols) = (Given(query, "from", "base") ?? Euro, Given(query, "to", "symbols")?.Split(','));
        asked = new FrankfurterQuestion(@base, symbols?.ToHashSet(), 1.0m);
        if (symbols is [var only] && only == @base)
        {
            return "bad currency pair";
        }

        if (query["amount"].FirstOrDefault() is not { } text)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount) || amount is <= 0 or > 1_000_000_000_000_000m)
        {
            return "invalid amount";
        }

        asked = asked with { Amount = amount.Scale == 0 ? amount * 1.0m : amount }; // It writes 10 as 10.0.
        return null;
    }

    /// <summary>The rates of one day: as published for one euro, else computed and rounded; null where the base has none or nothing is left.</summary>
    /// <exception cref="OverflowException">A product leaves a decimal's range.</exception>
    public SortedDictionary<string, decimal>? Of(OfficialMonthDay day)
    {
        var isPublished = Base == Euro && Amount == 1;
        var divisor = Base == Euro ? 1 : day.Rates.GetValueOrDefault(Base);
        if (divisor == 0)
        {
            return null;
        }

        var rates = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (code, rate) in day.Rates.Append(KeyValuePair.Create(Euro, 1m)))
        {
            if (code != Base && Symbols?.Contains(code) != false)
            {
                rates[code] = isPublished ? rate : FrankfurterRounding.Round(Amount * rate / divisor);
            }
        }

        return rates.Count > 0 ? rates : null;
    }

    private static string? Given(IQueryCollection query, string first, string second) =>
        (query[first].FirstOrDefault() ?? query[second].FirstOrDefault())?.ToUpperInvariant();
}
