using System.Text;
using Microsoft.AspNetCore.Builder;

namespace FxOrleans.Serving.Tables;

/// <summary>Says in the API's description that an endpoint's answer is a table.</summary>
public static class TableDescription
{
    /// <summary>The parameter <c>format</c> and the answers as CSV and as NDJSON. Call it after the example in JSON.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="row">An example of a row, as JSON.</param>
    public static RouteHandlerBuilder WithTable<TRow>(this RouteHandlerBuilder endpoint, string row)
    {
        var rows = new ReadOnlyMemory<byte>[] { Encoding.UTF8.GetBytes(row) };
        return endpoint
            .WithOptionalQuery(TableRequest.Parameter, "The form of the answer; it wins over Accept. In csv and ndjson only the rows come.", "csv", [.. TableRequest.Codes])
            .AlsoAnswers("text/csv", Encoding.UTF8.GetString(TableWriter.Csv(TableColumns<TRow>.Names, rows)))
            .AlsoAnswers("application/x-ndjson", Encoding.UTF8.GetString(TableWriter.Ndjson(rows)));
    }
}
