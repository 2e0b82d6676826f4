using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Orleans.Connections.Security;

namespace FxOrleans.Abstractions;

/// <summary>
/// TLS with certificates on both sides, between silos and between clients and silos. A process
/// with a certificate of the cluster's own authority belongs to it. Names in certificates are not checked, because silos have many addresses.
/// </summary>
public static class ClusterTls
{
    /// <summary>Sets up TLS for either side.</summary>
    /// <param name="options">What is set up.</param>
    /// <param name="certificate">The path of its certificate, PEM.</param>
    /// <param name="key">The path of that certificate's private key, PEM.</param>
    /// <param name="authority">The path of the certificates that the other side's must be signed by, PEM.</param>
    /// <exception cref="CryptographicException">A file does not hold what it should.</exception>
    public static void Configure(TlsOptions options, string certificate, string key, string authority)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(authority);
        options.LocalCertificate = X509Certificate2.CreateFromPemFile(certificate, key);
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (presented, _, _) => IsSignedBy(trusted, presented);
        options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = "fxorleans"; // Something must be named; see above.
    }

    private static bool IsSignedBy(X509Certificate2Collection trusted, X509Certificate2 presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // A cluster's own authority has no lists; a lost key is a new authority.
        return chain.Build(presented);
    }
}
