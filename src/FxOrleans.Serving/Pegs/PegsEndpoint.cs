using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Pegs;

/// <summary><c>GET /pegs</c>: how each pegged currency stands in its band.</summary>
public static class PegsEndpoint
{
    public static IEndpointRouteBuilder MapPegs(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/pegs", Get)
            .WithName("pegs")
            .WithSummary("Parity, band and state of each pegged currency that is quoted, with what each source says of it.")
            .WithExample<IReadOnlyList<PegResponse>>("""[{"pair":"USD/HKD","parity":7.8,"band":[7.75,7.85],"state":"edge","since":"2026-09-29T12:00:00Z","evidence":[{"provider":"CurrencyApi","value":7.8493,"timestamp":"2026-09-29T00:00:00Z"}]}]""")
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static Answer Get(RateBoard board)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var report in board.Pegs.Reports)
            {
                Write(json, report);
            }

            json.WriteEndArray();
        }

        return new Answer(buffer.ToArray(), Answer.Json, Answer.Revalidate);
    }

    private static void Write(Utf8JsonWriter json, PegReport report)
    {
        json.WriteStartObject();
        json.WriteString("pair", $"{report.Peg.Pair}");
        json.WriteNumber("parity", report.Peg.Parity);
        json.WriteStartArray("band");
        json.WriteNumberValue(report.Peg.Low);
        json.WriteNumberValue(report.Peg.High);
        json.WriteEndArray();
        json.WriteString("state", report.State.Code());
        json.WriteString("since", report.Since is { } since ? RateJson.Format(since) : null);
        json.WriteStartArray("evidence");
        foreach (var voice in report.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("provider", voice.Provider);
            json.WriteNumber("value", voice.Value);
            json.WriteString("timestamp", RateJson.Format(voice.Timestamp));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
