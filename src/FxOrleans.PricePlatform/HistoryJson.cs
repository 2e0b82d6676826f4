using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>Writes a pair's past as JSON.</summary>
internal static class HistoryJson
{
    /// <summary>Points as the whole object of <c>/history</c>, in UTF-8.</summary>
    public static byte[] Points(string symbol, string period, Past<PastPrice> past, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(
        new HistoryResponse(
            symbol, period, past.Rows.Count, past.Source, past.Provider, past.RecordedFrom, past.Simulated, now, Stale: null,
            [.. past.Rows.Select(point => new PointResponse(point.Timestamp, point.Price))]),
        PlatformJson.Default.HistoryResponse);

    /// <summary>Bars as the whole object of <c>/ohlcv</c>, in UTF-8.</summary>
    public static byte[] Bars(string symbol, string period, CandleInterval interval, Past<HistoryBar> past, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(
        new OhlcvResponse(
            symbol, period, interval.Code(), past.Rows.Count, past.Source, past.Provider, past.RecordedFrom, past.Simulated, past.Fixings ? true : null, now, Stale: null,
            [.. past.Rows.Select(bar => new BarResponse(bar.Opens, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume))]),
        PlatformJson.Default.OhlcvResponse);

    /// <summary>The rows of such an object, each with whether it is made up: alone it must say so too. Other nodes may have written it: what is no such object has none.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var simulated = document.RootElement.TryGetProperty("simulated", out var said) && said.ValueKind == JsonValueKind.True;
        if (!document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        var mark = simulated ? ",\"simulated\":true}" : ",\"simulated\":false}";
        foreach (var row in data.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object))
        {
            yield return Encoding.UTF8.GetBytes(string.Concat(row.GetRawText().AsSpan()[..^1], mark));
        }
    }
}
