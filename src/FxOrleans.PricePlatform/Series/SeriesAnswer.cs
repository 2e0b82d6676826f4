using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>Makes the answer of a page of series, and its rows alone.</summary>
internal static class SeriesAnswer
{
    /// <summary>The whole object, in UTF-8.</summary>
    public static byte[] Whole(SeriesRequest request, SeriesPage page, string? next) => JsonSerializer.SerializeToUtf8Bytes(
        new SeriesResponse(
            request.Base.Code,
            request.Asked.From,
            request.Asked.To,
            SeriesCodes.Of(request.Asked.Group),
            SeriesCodes.Of(request.Asked.Aggregate),
            SeriesCodes.Of(request.Asked.Fill),
            page.Series.Any(series => series.Rows.Any(row => row.Simulated)),
            page.Series.ToDictionary(series => series.Symbol.Code, series => (IReadOnlyList<SeriesPointResponse>)[.. series.Rows.Select(Point)]),
            Codes(page.Missing),
            Codes(page.Unavailable),
            next),
        PlatformJson.Default.SeriesResponse);

    /// <summary>Every row as an object of its own, with its base and its symbol.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Rows(SeriesRequest request, SeriesPage page) =>
        from series in page.Series
        from row in series.Rows
        select (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(Row(request.Base, series.Symbol, row), PlatformJson.Default.SeriesRowResponse);

    private static SeriesPointResponse Point(SeriesRow row) => new(
        row.Date, row.Rate, row.Observations, row.CarriedFrom is not null, row.CarriedFrom, SeriesCodes.Of(row.Origin), row.Provider, Via(row), row.Simulated);

    private static SeriesRowResponse Row(Asset @base, Asset symbol, SeriesRow row) => new(
        @base.Code, symbol.Code, row.Date, row.Rate, row.Observations, row.CarriedFrom is not null, row.CarriedFrom, SeriesCodes.Of(row.Origin), row.Provider, Via(row), row.Simulated);

    private static IReadOnlyList<string> Via(SeriesRow row) => row.Bridge is { } bridge ? [bridge.Code] : [];

    private static IReadOnlyList<string> Codes(IReadOnlyList<Asset> assets) => [.. assets.Select(asset => asset.Code)];
}
