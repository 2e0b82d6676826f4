using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Reads rows of several days, <c>[{"date","base","quote","rate"}…]</c>, or the error <c>{"status","message"}</c>.</summary>
internal static class FrankfurterHistoryAnswer
{
    /// <summary>Fixings by currency, oldest first, one a day and currency. Of rows that contradict one another none is taken.</summary>
    /// <exception cref="ProviderException">It is no such answer, one of another base, or one without a usable row.</exception>
    public static IReadOnlyList<(string Quote, PastPrice Fixing)> Read(ReadOnlyMemory<byte> body, string @base) => JsonAnswer.Read(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            throw FrankfurterAnswer.Error(root) ?? Unreadable.Because("No array of rows where one belongs.");
        }

        var fixings = new SortedDictionary<(DateOnly Day, string Quote), PastPrice?>();
        var others = 0;
        foreach (var row in root.EnumerateArray())
        {
            if (row.Text("base") != @base)
            {
                others++;
            }
            else if (row.Text("quote") is { } quote && UpstreamTime.TryReadDate(row.Text("date"), out var day)
                && WireNumber.TryReadPrice(row.Member("rate"), out var rate)
                && !fixings.TryAdd((day, quote), new PastPrice(day.Midnight(), rate)) && fixings[(day, quote)]?.Price != rate)
            {
                fixings[(day, quote)] = null;
            }
        }

        var usable = fixings.Where(row => row.Value is not null).Select(row => (row.Key.Quote, row.Value!.Value)).ToList();
        return usable.Count > 0 ? usable : throw (
            others > 0 ? new ProviderException(ProviderFailureKind.WrongBase, $"Rates of another base than {@base}.")
            : root.GetArrayLength() == 0 || fixings.Count > 0 ? new ProviderException(ProviderFailureKind.Empty, "No row that can be taken.")
            : Unreadable.Because("No row that is a rate."));
    });

    /// <summary>The documented error; null when it is none. Its 404 to a range says that there is no rate in it, which is no failure of the upstream.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body) => JsonAnswer.ErrorIn(body, root =>
        root.Member("status") is { ValueKind: JsonValueKind.Number } status && status.TryGetInt32(out var number) && number == 404
            ? new(ProviderFailureKind.Empty, "No rate in that time.")
            : FrankfurterAnswer.Error(root));
}
