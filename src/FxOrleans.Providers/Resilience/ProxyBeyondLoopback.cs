using System.Net;

namespace FxOrleans.Providers;

/// <summary>
/// The environment's proxy, but never for this machine: a stand-in on localhost is not reached through somebody else's host.
/// Thread-safe.
/// </summary>
internal sealed class ProxyBeyondLoopback(IWebProxy inner) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => inner.Credentials;
        set => inner.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : inner.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
}
