using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Access;

/// <summary>Tells which <see cref="Surface"/> a path belongs to.</summary>
internal static class Surfaces
{
    public static Surface Of(PathString path)
    {
        var text = path.Value;
        if (text is null || text.Length < 2)
        {
            return Surface.Read;
        }

        return (text[1] | 0x20) switch
        {
            'h' => path.StartsWithSegments("/hubs") ? Surface.Stream : IsProbe(text) ? Surface.Open : Surface.Read,
            'w' => path.StartsWithSegments("/ws") ? Surface.Stream : Surface.Read,
            'a' => path.StartsWithSegments("/api/ws") ? Surface.Stream : path.StartsWithSegments("/assets") ? Surface.Page : Surface.Read,
            'd' => path.StartsWithSegments("/demo") ? Surface.Switches : path.StartsWithSegments("/dashboard") ? Surface.Admin : Surface.Read,
            'f' => path.StartsWithSegments("/favicon.svg") || path.StartsWithSegments("/favicon.ico") ? Surface.Page : Surface.Read,
            's' => path.StartsWithSegments("/swagger") ? Surface.Page : Surface.Read,
            'o' => path.StartsWithSegments("/openapi") ? Surface.Page : Surface.Read,
            _ => Surface.Read,
        };
    }

    /// <summary>What a key needs for it.</summary>
    public static AccessScopes Scope(this Surface surface) => surface switch
    {
        Surface.Stream => AccessScopes.Stream,
        Surface.Switches or Surface.Admin => AccessScopes.Admin,
        _ => AccessScopes.Read,
    };

    /// <summary>Whether a request of that method may only look.</summary>
    public static bool OnlyReads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // As routing takes them: in any case, with or without a slash at the end.
    private static bool IsProbe(string path) => path.TrimEnd('/') is var trimmed
        && (trimmed.Equals("/health/live", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("/health/ready", StringComparison.OrdinalIgnoreCase));
}
