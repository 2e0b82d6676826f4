using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace FxOrleans.Access;

/// <summary>The <c>access_token</c> that a request's address carried. It is taken out of the request before anything else sees it.</summary>
/// <param name="Value">The token; null when several were given.</param>
internal sealed record AccessToken(string? Value)
{
    /// <summary>The parameter that holds it.</summary>
    public const string Name = "access_token";

    /// <summary>Moves the token from the request line into a feature of its own.</summary>
    public static void TakeFrom(IFeatureCollection features)
    {
        if (features.Get<IHttpRequestFeature>() is not { } request || !MayHold(request.QueryString))
        {
            return;
        }

        var kept = new System.Text.StringBuilder();
        var tokens = new List<string>();
        foreach (var pair in new QueryStringEnumerable(request.QueryString))
        {
            if (pair.DecodeName().Span.Equals(Name, StringComparison.OrdinalIgnoreCase))
            {
                tokens.Add(pair.DecodeValue().ToString());
            }
            else
            {
                kept.Append(kept.Length == 0 ? '?' : '&').Append(pair.EncodedName.Span);
                if (!pair.EncodedValue.IsEmpty)
                {
                    kept.Append('=').Append(pair.EncodedValue.Span);
                }
            }
        }

        if (tokens.Count > 0)
        {
            request.QueryString = kept.ToString();
            request.RawTarget = $"{request.RawTarget.Split('?')[0]}{kept}";
            features.Set(new AccessToken(tokens.Count == 1 ? tokens[0] : null));
        }
    }

    // Its name, perhaps with escapes.
    private static bool MayHold(string? query) =>
        query is { Length: > 1 } && (query.Contains(Name, StringComparison.OrdinalIgnoreCase) || query.Contains('%', StringComparison.Ordinal));
}
