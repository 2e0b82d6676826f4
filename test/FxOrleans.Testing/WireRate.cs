using System.Text.Json;

namespace FxOrleans.Testing;

/// <summary>A price as a client gets it: the fields that tests look at, and all of it in <see cref="Json"/>.</summary>
public sealed record WireRate(string Pair, decimal Price, DateTimeOffset Timestamp, string Status, long Epoch, long Sequence, JsonElement Json)
{
    public static WireRate Read(JsonElement json) => new(
        $"{json.GetProperty("from").GetString()}/{json.GetProperty("to").GetString()}",
        json.GetProperty("price").GetDecimal(),
        json.GetProperty("timestamp").GetDateTimeOffset(),
        json.GetProperty("status").GetString()!,
        json.GetProperty("epoch").GetInt64(),
        json.GetProperty("sequence").GetInt64(),
        json.Clone());

    /// <summary>The rates of a message that is an array of them.</summary>
    public static IReadOnlyList<WireRate> ReadAll(JsonElement array) => [.. array.EnumerateArray().Select(Read)];

    /// <summary>True when this one may follow <paramref name="earlier"/>: its epoch and sequence have not gone back.</summary>
    public bool MayFollow(WireRate earlier) => Epoch > earlier.Epoch || (Epoch == earlier.Epoch && Sequence >= earlier.Sequence);

    public override string ToString() => $"{Pair} {Price} {Status} {Epoch}.{Sequence}";
}
