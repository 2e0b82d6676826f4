using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>
/// Finds the key that a request presents: <c>X-Api-Key</c>, else <c>Authorization: Bearer</c> as SignalR's clients send it, else
/// <c>?access_token=</c>, else for what a page loads the cookie that the page was given.
/// </summary>
internal static class PresentedKey
{
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";
    private const string Cookie = "fx_page";

    /// <summary>The key; null when there is none or it is not known, which <paramref name="given"/> tells apart.</summary>
    public static ApiKey? Of(HttpContext context, KeyRing ring, AccessArea surface, out bool given)
    {
        var headers = context.Request.Headers;
        var presented = headers[Header];
        if (presented.Count == 0 && headers.Authorization is { Count: 1 } authorization && authorization[0]!.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            presented = authorization[0]![Bearer.Length..].Trim();
        }

        if (presented.Count == 0 && context.Features.Get<AccessToken>() is { } token)
        {
            presented = token.Value ?? "";
        }

        given = presented.Count > 0;
        if (given)
        {
            return presented.Count == 1 ? ring.Find(presented[0] ?? "") : null;
        }

        var tag = surface == AccessArea.Page ? context.Request.Cookies[Cookie] : null;
        given = tag is not null;
        return tag is null ? null : ring.FindByPageTag(tag);
    }

    /// <summary>
    /// A browser that opened the page with its key may load the page's files and links, which it asks for without it. The cookie
    /// is good for those alone, is sent from no other site, and holds nothing that the key could be told from.
    /// </summary>
    public static void RememberForPage(HttpContext context, ApiKey key)
    {
        if (HttpMethods.IsGet(context.Request.Method) && AccessAreas.IsOpenedByPeople(context.Request.Path) && context.Request.Cookies[Cookie] != key.PageTag)
        {
            context.Response.Cookies.Append(Cookie, key.PageTag, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            });
        }
    }
}
