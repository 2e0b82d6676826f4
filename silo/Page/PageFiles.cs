using FxOrleans.Access;
using FxOrleans.Serving;

namespace FxOrleans.Silo.Page;

/// <summary>Serves the page that the build put into <c>wwwroot</c>, under a policy that allows nothing from elsewhere.</summary>
internal static class PageFiles
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The API's own page brings inline styles and scripts along.</summary>
    private const string SwaggerPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>What <see cref="UsePage"/> needs.</summary>
    public static void AddPage(this IServiceCollection services, IConfiguration configuration)
    {
        PathBase.Add(services, configuration);
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // The page's files hold no secrets.
            compression.MimeTypes = ["text/javascript", "text/css", "image/svg+xml"];
        });
    }

    public static void UsePage(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger") ? SwaggerPolicy : Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/assets"), static assets => assets.UseResponseCompression());
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.UseSwaggerUI(page => page.SwaggerEndpoint("../openapi/v1.json", "FxOrleans"));
    }

    /// <summary>What is said at the root when there is no page.</summary>
    public static void MapMissingPage(this WebApplication app) => app
        .MapGet("/", () => Problem.NotFound(
            ProblemCodes.UnknownPath,
            "The service runs, but its page was not built: install Node.js 20.19 or newer and start again. /openapi/v1.json lists what there is."))
        .ExcludeFromDescription();
}
