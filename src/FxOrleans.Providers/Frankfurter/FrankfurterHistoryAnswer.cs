using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Reads rows of several days, <c>[{"date","base","quote","rate"}…]</c>, or the error <c>{"status","message"}</c>.</summary>
internal static class FrankfurterHistoryAnswer
{
    /// <summary>Fixings by currency, oldest first, one a day and currency: several central banks may publish one.</summary>
    /// <exception cref="ProviderException">It is no such answer, one of another base, or one without a usable row.</exception>
    public static IReadOnlyList<(string Quote, PastPrice Fixing)> Read(ReadOnlyMemory<byte> body, string @base) => JsonAnswer.Read(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            throw FrankfurterAnswer.Error(root) ?? Unreadable.Because("No array of rows where one belongs.");
        }

        var fixings = new SortedDictionary<(DateOnly Day, string Quote), PastPrice>();
        var others = 0;
        foreach (var row in root.EnumerateArray())
        {
            if (row.Text("base") != @base)
            {
                others++;
            }
            else if (row.Text("quote") is { } quote && UpstreamTime.TryReadDate(row.Text("date"), out var day)
                && WireNumber.TryRead(row.Member("rate"), out var rate, out _) && rate > 0)
            {
                fixings.TryAdd((day, quote), new PastPrice(day.Midnight(), rate));
            }
        }

        return fixings.Count > 0 ? [.. fixings.Select(row => (row.Key.Quote, row.Value))]
            : others > 0 ? throw new ProviderException(ProviderFailureKind.WrongBase, $"Rates of another base than {@base}.")
            : (IReadOnlyList<(string, PastPrice)>)(root.GetArrayLength() == 0
                ? throw new ProviderException(ProviderFailureKind.Empty, "No row.")
                : throw Unreadable.Because("No row that is a rate."));
    });
}
