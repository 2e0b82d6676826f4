using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace FxOrleans.Serving.Sockets;

/// <summary>Upgrades a connection to a <see cref="FrameStream"/> and keeps it for who writes frames of his own.</summary>
internal sealed class FrameUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>The stream; null until the connection is upgraded.</summary>
    public FrameStream? Stream { get; private set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => Stream = new FrameStream(await inner.UpgradeAsync().ConfigureAwait(false));

    /// <summary>Puts it under the sockets of one path. Comes before the sockets' middleware.</summary>
    public static void Use(IApplicationBuilder app, string path) => app.Use((context, next) =>
    {
        if (context.Request.Path.Value == path && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new FrameUpgrade(upgrade));
        }

        return next(context);
    });
}
