using System.Globalization;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Convert;

/// <summary><c>GET /convert</c>: an amount in another asset, rounded to what can be paid out, with what rounding left over.</summary>
public static class ConvertEndpoint
{
    public static IEndpointRouteBuilder MapConvert(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/convert", Get)
            .WithName("convert")
            .WithSummary("An amount in another asset at the latest mid, in the target's minor units.")
            .WithQuery("from", "Asset of the amount; GBp, GBX, ZAc, ZAX and ILA, spelt exactly so, are hundredths.", "USD")
            .WithQuery("to", "Target asset.", "JPY")
            .WithQuery("amount", "A decimal number of 0 or more, with a point.", "100.25")
            .WithOptionalQuery("max_age", "Refuse an older price.", "10m")
            .WithOptionalQuery(UsageQuery.Parameter, UsageQuery.Meaning, UsageQuery.Firm)
            .WithExample<Conversion>("""{"from":"USD","to":"JPY","amount":100.25,"result":16370,"price":163.2907,"rounding":"half_even","residual":-0.107325,"timestamp":"2026-09-29T12:00:00.180Z","status":"live","simulated":false,"usage":"firm"}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidAmount, ProblemCodes.InvalidMaxAge, ProblemCodes.InvalidUsage, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.RateStale, ProblemCodes.NotFirm)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static IResult Get(HttpRequest request, RateBoard board)
    {
        var problem = RateReading.Read(request.Query, board, out AskedRate? rate);
        if (problem is { Code: not (ProblemCodes.NoPrice or ProblemCodes.NotReady or ProblemCodes.RateStale or ProblemCodes.NotFirm) })
        {
            return problem;
        }

        if (Amount(request.Query, out var amount) is { } bad)
        {
            return bad;
        }

        return problem is not null ? problem : Convert(rate!, amount);
    }

    private static Problem? Amount(IQueryCollection query, out decimal amount)
    {
        amount = 0;
        if (QueryReader.Required(query, "amount", out var text) is { } problem)
        {
            return problem;
        }

        // The parser alone would let NULs pass at the end.
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint;
        return text.Length <= 40 && !text.AsSpan().ContainsAnyExcept("0123456789.") && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out amount)
            && amount.Scale == Decimals(text) // What it cannot hold it would round off.
            ? null
            : Problem.BadRequest(ProblemCodes.InvalidAmount, $"amount '{QueryReader.Echo(text)}' is no decimal number of 0 or more, such as 100.25.");
    }

    private static int Decimals(string text) => text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;

    private static IResult Convert(AskedRate asked, decimal amount)
    {
        try
        {
            var rate = asked.Rate;
            var exact = amount * rate.Mid;
            var result = MoneyRounding.Round(exact, asked.To);
            var conversion = new Conversion(
                asked.From.Code,
                asked.To.Code,
                amount,
                result,
                rate.Mid,
                MoneyRounding.HalfEven,
                exact - result,
                rate.Timestamp,
                RateJson.StatusText(asked.Encoded.Status),
                rate.Simulated,
                asked.Encoded.Reasons.Usage().Code(),
                asked.Encoded.Reasons == UsageReason.None ? null : asked.Encoded.Reasons.Codes(),
                SubunitResponse.From(asked.From.Subunit ?? asked.To.Subunit),
                asked.From.Subunit is null ? null : SubunitResponse.From(asked.To.Subunit));
            return new Answer(JsonSerializer.SerializeToUtf8Bytes(conversion, ServingJson.Default.Conversion), Answer.Json, Answer.Revalidate);
        }
        catch (OverflowException)
        {
            return Problem.BadRequest(ProblemCodes.InvalidAmount, "The amount is too large to convert.");
        }
    }
}
