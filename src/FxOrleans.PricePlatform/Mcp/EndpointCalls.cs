using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform.Mcp;

/// <summary>
/// Asks the service's own GET endpoints within the process, by the names that the API's description gives them. What the caller may do has been
/// judged already; everything else, errors too, is the endpoint's own. Thread-safe.
/// </summary>
internal sealed class EndpointCalls(EndpointDataSource endpoints)
{
    /// <summary>Returns the status and the body of the answer.</summary>
    /// <param name="name">The endpoint's name, such as <c>rate</c>.</param>
    /// <param name="values">Its parameters by name, of the path as of the query.</param>
    /// <param name="services">Of the request that asks.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">There is no such endpoint.</exception>
    public async Task<(int Status, byte[] Body)> GetAsync(string name, IReadOnlyDictionary<string, string> values, IServiceProvider services, CancellationToken cancel)
    {
        var endpoint = endpoints.Endpoints.FirstOrDefault(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == name) as RouteEndpoint
            ?? throw new InvalidOperationException($"There is no endpoint '{name}'.");
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancel };
        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = QueryString.Create(values.Where(value => !InPath(value.Key)).Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)));
        context.Response.Body = body;
        foreach (var part in endpoint.RoutePattern.Parameters)
        {
            context.Request.RouteValues[part.Name] = values.GetValueOrDefault(part.Name, "");
        }

        try
        {
            await endpoint.RequestDelegate!(context).ConfigureAwait(false);
        }
        catch (EngineUnavailableException)
        {
            await ProblemPages.EngineAway.ExecuteAsync(context).ConfigureAwait(false);
        }

        return (context.Response.StatusCode, body.ToArray());

        bool InPath(string parameter) => endpoint.RoutePattern.GetParameter(parameter) is not null;
    }
}
