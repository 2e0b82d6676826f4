using System.Net;

namespace FxOrleans.Providers;

/// <summary>
/// The environment's proxy, but never for this machine: what listens on loopback is not reached through another host. The host makes it the
/// default of every HTTP client and socket. Thread-safe.
/// </summary>
public sealed class ProxyBeyondLoopback(IWebProxy inner) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => inner.Credentials;
        set => inner.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : inner.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
}
