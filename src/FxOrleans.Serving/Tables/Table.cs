using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Tables;

/// <summary>A table as an answer, in the form that the caller wants. Immutable.</summary>
/// <typeparam name="TRow">A row's JSON, as the API's description has it.</typeparam>
/// <param name="Json">Writes the whole JSON document.</param>
/// <param name="Rows">The rows, each a JSON object in UTF-8.</param>
/// <param name="CacheControl">How long callers may keep it.</param>
public sealed record Table<TRow>(Func<ReadOnlyMemory<byte>> Json, IEnumerable<ReadOnlyMemory<byte>> Rows, string CacheControl = Answer.Revalidate)
{
    /// <summary>The answer, with an entity tag of its own for each form.</summary>
    public IResult As(TableForm form) => new Answer(
        form switch
        {
            TableForm.Csv => TableWriter.Csv(TableColumns<TRow>.Names, Rows),
            TableForm.Ndjson => TableWriter.Ndjson(Rows),
            _ => Json(),
        },
        TableWriter.TypeOf(form),
        CacheControl);
}
