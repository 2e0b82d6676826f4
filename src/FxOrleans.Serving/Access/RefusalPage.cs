using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Access;

/// <summary>
/// What a person sees who opens the page or the API's own page and is turned away: the same status, as a small page that says what is
/// needed and takes a key. Whoever asks for anything else, or does not ask for HTML, gets problem+json.
/// </summary>
internal static class RefusalPage
{
    private const string Html = "text/html";

    private const string Style =
        """
        :root{color-scheme:light dark;--ground:#f6f7f9;--surface:#fff;--text:#14181f;--muted:#535b68;--line:#cfd5de;--accent:#1f5fd0;--on:#fff}
        @media(prefers-color-scheme:dark){:root{--ground:#0e1116;--surface:#171b22;--text:#e8ebf0;--muted:#a3acb9;--line:#3a424e;--accent:#8ab4ff;--on:#0e1116}}
        *{box-sizing:border-box}
        body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
        main{width:min(28rem,100%);padding:1.75rem;background:var(--surface);border:1px solid var(--line);border-radius:10px}
        h1{margin:0 0 .5rem;font-size:1.25rem;line-height:1.3}
        p{margin:0 0 1rem;color:var(--muted)}
        p:last-child{margin:0}
        label{display:block;margin-bottom:.3rem;font-weight:600}
        form{display:grid;grid-template-columns:1fr auto;gap:0 .5rem}
        label{grid-column:1/-1}
        input,button{font:inherit;min-width:0;padding:.5rem .75rem;border-radius:6px;border:1px solid var(--muted);background:var(--surface);color:var(--text)}
        button{border-color:var(--accent);background:var(--accent);color:var(--on);font-weight:600;cursor:pointer}
        a{color:var(--accent)}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{System.Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Whether that path is a page that people open.</summary>
    public static bool IsAt(PathString path) => path.Value is "/" or "/index.html" or "/swagger" or "/swagger/" or "/swagger/index.html";

    /// <summary>Whether a browser asks for a page that people open.</summary>
    public static bool Fits(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && IsAt(request.Path) && request.Headers.Accept.ToString().Contains(Html, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes it.</summary>
    /// <param name="context">The request, for which <see cref="Fits"/> holds.</param>
    /// <param name="problem">What others are told.</param>
    /// <param name="again">In how many seconds another request passes; null where that is not the matter.</param>
    public static Task WriteAsync(HttpContext context, Problem problem, int? again)
    {
        var (title, text) = problem.Code switch
        {
            ProblemCodes.RateLimited => ("Too many requests", $"Another one passes in {again} seconds."),
            ProblemCodes.Forbidden => ("This key may not open the page", problem.Detail),
            _ when context.Response.Headers.WWWAuthenticate.ToString().Contains("invalid_token", StringComparison.Ordinal) =>
                ("This key is not known here", "It may be misspelt, or no longer in force."),
            _ => ("A key is needed", "This service answers those who have a key. Whoever runs it gives them out."),
        };
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = $"{Html}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(Page(context.Request.Path.Value!, title, text, again), context.RequestAborted);
    }

    // The path is one of a few known ones; what was presented as a key is not repeated.
    private static string Page(string path, string title, string text, int? again) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>FxOrleans · {title}</title>
        <link rel="icon" href="data:,">
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{title}</h1>
        <p>{HtmlEncoder.Default.Encode(text)}{(again is null ? "" : " <a href=\"\">Try again</a>")}</p>
        <form action="{path}">
        <label for="key">Key</label>
        <input id="key" name="{AccessToken.Name}" type="password" autocomplete="off" required autofocus>
        <button>Open</button>
        </form>
        </main>
        </body>
        </html>
        """;
}
