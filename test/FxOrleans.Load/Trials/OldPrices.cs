using System.Text.Json;

namespace FxOrleans.Load.Trials;

/// <summary>Counts what was written to Redis although something newer had been: what it broadcasts is what was written.</summary>
internal static class OldPrices
{
    /// <summary>How many of the messages are older than one before them.</summary>
    public static int In(IEnumerable<string> messages)
    {
        var (last, old) = (new Dictionary<string, (long, long)>(), 0);
        foreach (var message in messages)
        {
            using var json = JsonDocument.Parse(message);
            var pair = $"{json.RootElement.GetProperty("from").GetString()}/{json.RootElement.GetProperty("to").GetString()}";
            var place = (json.RootElement.GetProperty("epoch").GetInt64(), json.RootElement.GetProperty("sequence").GetInt64());
            if (last.TryGetValue(pair, out var before) && place.CompareTo(before) < 0)
            {
                old++;
            }
            else
            {
                last[pair] = place;
            }
        }

        return old;
    }
}
