using System.Security.Cryptography;

namespace FxOrleans.Journal;

/// <summary>Reads and makes key files: PKCS#8 in PEM, as <c>openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256</c> writes it.</summary>
internal static class KeyFile
{
    /// <summary>NIST P-256 by its object identifier.</summary>
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The key in a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no private key of P-256.</exception>
    public static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.ExportParameters(includePrivateParameters: true) is { D: not null } read && read.Curve.Oid.Value == P256)
            {
                return key;
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} holds no unencrypted PKCS#8 key: {wrong.Message}", wrong);
        }

        key.Dispose();
        throw new InvalidDataException($"{path} holds a key of another curve than P-256.");
    }

    /// <summary>The key in a file that is made, readable by this account alone, where it does not exist.</summary>
    /// <exception cref="IOException">The file can be neither read nor made.</exception>
    /// <exception cref="InvalidDataException">It holds no private key of P-256.</exception>
    public static ECDsa ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var made = $"{path}.new";
            var access = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(made, access))
            using (var text = new StreamWriter(file))
            {
                text.WriteLine(key.ExportPkcs8PrivateKeyPem());
            }

            File.Move(made, path);
        }

        return Read(path);
    }
}
