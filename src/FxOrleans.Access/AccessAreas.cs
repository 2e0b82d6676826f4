using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>Tells which <see cref="AccessArea"/> a path belongs to.</summary>
internal static class AccessAreas
{
    public static AccessArea Of(PathString path)
    {
        var text = path.Value;
        if (text is null || text.Length < 2)
        {
            return AccessArea.Shell;
        }

        return (text[1] | 0x20) switch
        {
            'h' => path.StartsWithSegments("/hubs") ? AccessArea.Stream : IsProbe(text) ? AccessArea.Open : Other(text),
            'w' => path.StartsWithSegments("/ws") ? AccessArea.Stream : Other(text),
            'a' => path.StartsWithSegments("/api/ws") ? AccessArea.Stream : path.StartsWithSegments("/assets") ? AccessArea.Shell : IsPicture(path, text) ? AccessArea.Page : Other(text),
            'd' => path.StartsWithSegments("/demo") ? AccessArea.Switches : path.StartsWithSegments("/dashboard") ? AccessArea.Admin : Other(text),
            'm' => path.StartsWithSegments("/metrics") ? AccessArea.Admin : Other(text),
            's' => path.StartsWithSegments("/swagger") ? AccessArea.Page : Other(text),
            'p' => text.TrimEnd('/').Equals("/providers", StringComparison.OrdinalIgnoreCase) ? AccessArea.Page : Other(text),
            'r' => path.StartsWithSegments("/rates/stream") ? AccessArea.Stream : Other(text),
            'o' => path.StartsWithSegments("/openapi") ? AccessArea.Page : Other(text),
            _ => Other(text),
        };
    }

    /// <summary>What a key needs for it.</summary>
    public static AccessScopes Scope(this AccessArea surface) => surface switch
    {
        AccessArea.Stream => AccessScopes.Stream,
        AccessArea.Switches or AccessArea.Admin => AccessScopes.Admin,
        _ => AccessScopes.Read,
    };

    /// <summary>Whether a request of that method may only look.</summary>
    public static bool OnlyReads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>Whether that is a page that people open, whose further requests may come without a key.</summary>
    public static bool IsOpenedByPeople(PathString path) => path.Value is "/" or "/index.html" or "/swagger" or "/swagger/" or "/swagger/index.html";

    // The page's files beside it, such as its icon, or an ordinary request.
    private static AccessArea Other(string path) => path.Contains('.', StringComparison.Ordinal) && path.LastIndexOf('/') == 0
        && Path.GetExtension(path) is ".html" or ".js" or ".css" or ".svg" or ".ico" or ".png" or ".woff2" or ".webmanifest"
        ? AccessArea.Shell
        : AccessArea.Read;

    // A coin's picture, which the page names in an <img> that can send no header.
    private static bool IsPicture(PathString path, string text) =>
        path.StartsWithSegments("/api/v1/prices/crypto") && text.EndsWith("/image", StringComparison.OrdinalIgnoreCase);

    // As routing takes them: in any case, with or without a slash at the end.
    private static bool IsProbe(string path) => path.TrimEnd('/') is var trimmed
        && (trimmed.Equals("/health/live", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("/health/ready", StringComparison.OrdinalIgnoreCase));
}
