using System.Buffers;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Page;

/// <summary>
/// Takes the path under which a proxy serves this host, such as <c>/fx</c>, off every request that still has it, before anything looks at
/// the path. A proxy that takes it off itself needs no setting: the page, the hub and the API's own page use relative addresses only.
/// </summary>
internal sealed class PathBase(PathString path) : IStartupFilter
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <summary>Takes <c>PathBase</c> off requests where it is set. Call it before anything else adds middleware.</summary>
    /// <exception cref="OptionsValidationException">It is no path.</exception>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (Read(configuration) is { } path)
        {
            services.AddSingleton<IStartupFilter>(new PathBase(path));
        }
    }

    /// <summary>Returns null where there is nothing to take off.</summary>
    /// <exception cref="OptionsValidationException">It is no path.</exception>
    public static string? Read(IConfiguration configuration)
    {
        if (configuration["PathBase"]?.Trim() is not { Length: > 0 } text || text == "/")
        {
            return null;
        }

        // What a browser writes otherwise than it stands here would never be met.
        return text[0] != '/' || text.EndsWith('/') || text.Contains("//", StringComparison.Ordinal) || text.AsSpan(1).ContainsAnyExcept(Allowed)
            ? throw new OptionsValidationException("PathBase", typeof(PathBase), [$"PathBase is '{text}'; it must be a path such as /fx, of letters, digits, '-', '_', '.' and '/', with none at its end."])
            : text;
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UsePathBase(path);
        next(app);
    };
}
