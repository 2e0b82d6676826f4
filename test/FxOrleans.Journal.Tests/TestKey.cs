using System.Security.Cryptography;
using FxOrleans.Testing;

namespace FxOrleans.Journal.Tests;

/// <summary>A signing key of a test's own, valid for the day of <see cref="Given.Now"/>.</summary>
internal sealed class TestKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SigningKey _signing;

    public TestKey(DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        _signing = new SigningKey(_key, PublicKey.Of(_key, from ?? Given.Today, until ?? Given.Today.AddDays(30)));

    public PublicKey Public => _signing.Public;

    /// <summary>The private key as PKCS#8 in PEM.</summary>
    public string Pem => _key.ExportPkcs8PrivateKeyPem();

    public string Sign(ReadOnlySpan<byte> payload, DateTimeOffset? at = null) => _signing.Sign(payload, at ?? Given.Now);

    public void Dispose() => _key.Dispose();
}
